"""What a person is known by, and where that stands in a text or in stored JSON."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from influencers.models import ContactKind, Influencer, Niche, NicheSynonym, Profile
from influencers.models.erasure import placeholder
from influencers.models.merge import MergeKind
from influencers.models.trace import Trace, Traced

# Keys of stored JSON under which people write or read names. Elsewhere stand codes, and only what no code of
# ours can be is taken for the person there: an account may be called "awareness".
WRITTEN = frozenset(
    {
        *("account", "bio", "city", "handle", "instead_of", "label", "name", "names", "note"),
        *("source", "text", "title", "url", "value", "values"),
    }
)
OF_DJANGO = frozenset({"added", "changed", "deleted", "name", "object", "fields"})  # in its history
SHOWN = ("name", "handle", "title", "url", "bio", "city")


@dataclass(frozen=True)
class Identity:
    """The keys of the person and of their profiles, and every word that they were ever known by here."""

    number: int
    profiles: frozenset[int]
    words: tuple[str, ...]
    ours: frozenset[str]  # words of the product: a bare one of them is no person

    @property
    def stand_in(self) -> str:
        return placeholder(self.number)

    @cached_property
    def in_text(self) -> re.Pattern[str]:
        return _pattern(self.words, [word for word in self.words if word.casefold() not in self.ours])

    @cached_property
    def in_code(self) -> re.Pattern[str]:
        return _pattern(self.words, [word for word in self.words if self._is_no_code(word)])

    def _is_no_code(self, word: str) -> bool:
        return word.casefold() not in self.ours and not re.fullmatch("[A-Za-z]+", word)

    @cached_property
    def needles(self) -> list[str]:
        """What a database looks for. It may fold the case of ASCII alone, so usual cases are spelled out."""
        cases = (str, str.lower, str.upper, str.title)
        spelled = {case(word) for word in self.words for case in (cases[:1] if word.isascii() else cases)}
        return sorted(spelled | {_escaped(word) for word in spelled})

    @cached_property
    def keys_in_json(self) -> list[str]:
        return [f'"influencer": {self.number}', *(f'"profile": {key}' for key in sorted(self.profiles))]

    def is_in(self, text: str) -> bool:
        return bool(self.in_text.search(text))

    def out_of(self, text: str) -> str:
        return self.in_text.sub(self.stand_in, text)

    def out_of_json(self, value: Any, key: str = "") -> Any:
        """The same document without the person: what is about them names nobody, other records stay."""
        if isinstance(value, dict):
            return self._out_of_record(value, key)
        if isinstance(value, list):
            return [self.out_of_json(each, key) for each in value]
        if isinstance(value, str):
            return (self.in_text if key in WRITTEN else self.in_code).sub(self.stand_in, value)
        return value

    def _out_of_record(self, record: dict[str, Any], key: str) -> dict[str, Any]:
        ours = self.is_about(record)
        others = not ours and record.get("influencer") is not None
        found = {}
        for name, value in record.items():
            if ours and name in SHOWN and value:
                found[name] = self.stand_in
            elif others and name in ("name", "handle"):
                found[name] = value  # a namesake is somebody else
            else:
                found[self.in_code.sub(self.stand_in, name)] = self.out_of_json(
                    value, key if name.isdigit() else name
                )
        return found | {"influencer": None} if ours and "influencer" in record else found

    def is_about(self, record: dict[str, Any]) -> bool:
        return record.get("influencer") == self.number or (
            record.get("influencer") is None and record.get("profile") in self.profiles
        )


def identity(influencer: Influencer) -> Identity:
    """Everything that the person is known by, former names of the administration's history included."""
    profiles = list(influencer.profiles.all())
    words = {influencer.name, *_former_names(influencer, profiles)}
    for profile in profiles:
        words |= {profile.handle, profile.title, profile.url}
    words |= set(merged_names(influencer)) | set(_traced_names(influencer))
    own = influencer.contacts.exclude(kind=ContactKind.MANAGER)  # an agency is many people's manager
    words |= set(own.values_list("value", flat=True))
    known = {word.strip().lstrip("@") for word in words} - {""}
    return Identity(
        number=influencer.pk,
        profiles=frozenset(profile.pk for profile in profiles),
        words=tuple(sorted(known, key=lambda word: (-len(word), word))),
        ours=_words_of_ours(),
    )


def history_of(model: type, keys: Iterable[int]):
    """The administration's history of these rows."""
    kind = ContentType.objects.get_for_model(model)
    return LogEntry.objects.filter(content_type=kind, object_id__in=[str(key) for key in keys])


def merged_names(influencer: Influencer) -> Iterator[str]:
    """What merged rows were called, which a merge keeps so that it can be undone."""
    for row in influencer.merges.in_force().values_list("undo__row__fields", flat=True):
        yield from (row[name] for name in ("name", "handle", "title", "url") if row.get(name))


def traces_of(influencer: Influencer):
    """What imports changed of the person and the profiles, and of what was merged into them."""
    people, accounts = {influencer.pk}, set(influencer.profiles.values_list("pk", flat=True))
    for kind, gone in influencer.merges.in_force().values_list("kind", "gone"):
        (people if kind == MergeKind.PEOPLE else accounts).add(gone)
    named = Q(table=Traced.INFLUENCER, first__in=people) | Q(table=Traced.PROFILE, first__in=accounts)
    return Trace.objects.filter(named, before__isnull=False)


def _traced_names(influencer: Influencer) -> Iterator[str]:
    for trace in traces_of(influencer):
        for said in (trace.before, trace.after):
            yield from (said[name] for name in ("name", "handle", "title", "url") if said.get(name))


def _former_names(influencer: Influencer, profiles: list[Profile]) -> set[str]:
    histories = (
        history_of(Influencer, [influencer.pk]),
        history_of(Profile, [profile.pk for profile in profiles]),
    )
    return {name for history in histories for name in history.values_list("object_repr", flat=True)}


def _words_of_ours() -> frozenset[str]:
    """Codes and labels of the product and the words of its niches."""
    choices = {
        str(word).casefold()
        for model in apps.get_models()
        for field in model._meta.fields
        for choice in field.flatchoices
        for word in choice
    }
    niches = {word.casefold() for row in Niche.objects.values_list("slug", "name", "name_id") for word in row}
    synonyms = {word.casefold() for word in NicheSynonym.objects.values_list("term", flat=True)}
    return frozenset(choices | niches | synonyms | OF_DJANGO)


def _pattern(marked: Iterable[str], bare: Iterable[str]) -> re.Pattern[str]:
    """Whole words whatever their case: some bare, all behind an @; also as JSON escapes them."""
    forms = [f"@{re.escape(form)}" for word in marked for form in {word, _escaped(word)}]
    forms += [f"@?{re.escape(form)}" for word in bare for form in {word, _escaped(word)}]
    forms.sort(key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)" if forms else r"(?!)", re.IGNORECASE)


def _escaped(word: str) -> str:
    return json.dumps(word)[1:-1]
