"""Nothing is left untranslated: complete catalogues, no bare text in templates, and pages that follow."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.mofile import write_mo
from django.apps import apps
from django.conf import settings
from django.contrib.admin import site
from django.template.base import Lexer, TokenType
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, override, pgettext

from campaigns.demo.rows import SOURCE_NAME
from campaigns.models import Role
from config import messages
from influencers import reference
from influencers.citations import IN_WORDS, cited
from influencers.models import Benchmark, Niche, Platform
from tests import factories

CATALOGUES = messages.catalogues()
TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%|%s|\{\w+\}|</?\w+[^>]*>")


@pytest.fixture(scope="module")
def source():
    return messages.extract()


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    """A locale folder made from the .po files as they are now, whatever was compiled before."""
    folder = tmp_path_factory.mktemp("locale")
    for path in CATALOGUES:
        target = folder / path.relative_to(messages.ROOT / "locale").with_suffix(".mo")
        target.parent.mkdir(parents=True)
        with target.open("wb") as file:
            write_mo(file, messages.read(path))
    return folder


@pytest.fixture
def translated(compiled, settings):
    settings.LOCALE_PATHS = [compiled]


def keys(catalogue):
    return {(entry.id, entry.context) for entry in catalogue if entry.id}


def forms(text):
    return [text] if isinstance(text, str) else list(text)


# --- the catalogues -----------------------------------------------------------------------------------


def test_every_language_but_english_has_a_catalogue():
    assert {path.parts[-3] for path in CATALOGUES} == {code for code, _name in settings.LANGUAGES} - {"en"}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_catalogue_has_every_text_and_no_other(path, source):
    there, wanted = keys(messages.read(path)), keys(source)
    assert not wanted - there, "run `make messages` and translate"
    assert not there - wanted, "run `make messages`"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_entry_is_translated_and_none_is_fuzzy(path):
    catalogue = messages.read(path)
    assert not [entry.id for entry in catalogue if entry.id and entry.fuzzy]
    assert not [entry.id for entry in catalogue if entry.id and not all(forms(entry.string))]
    assert not [entry.id for entry in catalogue if len(forms(entry.string)) > catalogue.num_plurals]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_translations_keep_placeholders_tags_and_margins(path):
    for entry in messages.read(path):
        plain = forms(entry.id)[-1]  # of a plural the form for many, which every translation has
        for text in forms(entry.string) if entry.id else ():
            assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(plain)), entry.id
            assert (text[:1].isspace(), text[-1:].isspace()) == (plain[:1].isspace(), plain[-1:].isspace())
            assert plain.endswith(".") == text.endswith("."), entry.id


def looked_up(entry):
    """What the running application answers for an entry."""
    if entry.pluralizable:
        return ngettext(*entry.id, 2)
    return pgettext(entry.context, entry.id) if entry.context else gettext(entry.id)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_django_finds_every_translation(path, translated):
    with override(path.parts[-3]):
        for entry in messages.read(path):
            assert not entry.id or looked_up(entry) == forms(entry.string)[-1]


@pytest.mark.parametrize("source", sorted(IN_WORDS))
def test_a_source_in_words_is_one_that_the_product_names(source):
    named = {row["source"] for row in reference.read("benchmarks.json")} | {SOURCE_NAME}
    core = Path(settings.BASE_DIR, "campaigns", "strategy").glob("*.py")
    assert source in named or any(f'"{source}"' in path.read_text() for path in core)


def test_a_citation_stays_as_it_is(translated):
    with override("id"):
        assert cited("Leung et al. 2022") == "Leung et al. 2022"
        assert cited("Tiermix assumption") == "asumsi Tiermix"


# --- the models and their administration --------------------------------------------------------------

MODELS = [
    model for model in apps.get_models() if Path(model._meta.app_config.path).parent == settings.BASE_DIR
]


def in_words(text):
    """Whether a text follows the reader's language; an empty one says nothing in any."""
    return isinstance(text, Promise) or text == ""


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_named_in_the_readers_language(model):
    fields = [field for field in (*model._meta.fields, *model._meta.many_to_many) if field.name != "id"]
    assert not [field.name for field in fields if not isinstance(field.verbose_name, Promise)]
    assert not [field.name for field in fields if not in_words(field.help_text)]
    choices = [(field.name, label) for field in fields for _value, label in field.choices or ()]
    assert not [pair for pair in choices if not in_words(pair[1]) and pair[1] not in Platform.labels]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_and_its_app_is_named_in_the_readers_language(model):
    names = (model._meta.verbose_name, model._meta.verbose_name_plural, model._meta.app_config.verbose_name)
    assert all(isinstance(name, Promise) for name in names)


def columns_of(model_admin):
    """The callables that make columns or read-only fields of an admin page."""
    names = {*model_admin.list_display, *model_admin.readonly_fields}
    found = (name if callable(name) else getattr(type(model_admin), name, None) for name in names)
    return [column for column in found if callable(column)]


@pytest.mark.parametrize("model", [model for model in MODELS if model in site._registry], ids=str)
def test_every_column_of_the_administration_is_named_in_the_readers_language(model):
    columns = columns_of(site._registry[model])
    assert not [each for each in columns if not isinstance(getattr(each, "short_description", None), Promise)]


THROTTLE = apps.get_app_config("axes")
STAY = {"HTTP Accept", "Path", "User Agent", "Username"}  # technical words that Indonesian keeps


@pytest.mark.parametrize("model", list(THROTTLE.get_models()), ids=lambda model: model.__name__)
def test_the_throttles_models_are_named_in_indonesian(model, translated):
    named = [field for field in model._meta.fields if field.name != "id"]
    texts = [model._meta.verbose_name, model._meta.verbose_name_plural, THROTTLE.verbose_name]
    texts += [text for field in named for text in (field.verbose_name, field.help_text) if text]
    with override("en"):
        english = [str(text) for text in texts]
    with override("id"):
        assert not [text for text in texts if str(text) in english and str(text) not in STAY]


# --- the templates ------------------------------------------------------------------------------------

READ_BY_PEOPLE = {"title", "alt", "aria-label", "placeholder", "label", "data-confirm"}
ALIKE = {"Tiermix", "CPM", "CPE", "CPV", "XLSX", "CSV", "IDR", "Rp", "Esc", *Platform.labels}
ALIKE |= {"Ana", "ana", "Budi", "budi"}  # whom the style guide shows
UNREAD = ("script", "style", "code")  # no prose, the same in every language
WORD = re.compile(r"[^\W\d_]{2,}")
CONSTANT = re.compile(r"""(?<!_\()(["'])([A-Z][a-z]+(?: [^"']*)?)\1""")


class BareText(HTMLParser):
    """Collects the words that a page shows or reads aloud."""

    def __init__(self):
        super().__init__()
        self.silent = False
        self.words = []

    def handle_starttag(self, tag, attrs):
        self.silent = tag in UNREAD
        described = ("name", "description") in attrs
        for name, value in attrs:
            if value and (name in READ_BY_PEOPLE or (described and name == "content")):
                self.handle_data(value)

    def handle_endtag(self, tag):
        self.silent = False

    def handle_data(self, data):
        if not self.silent:
            self.words += [word for word in WORD.findall(data) if word not in ALIKE]


def without_tags(source):
    """The template's own text: tags, variables and everything inside blocktranslate and comment gone."""
    kept, inside = [], None
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            name, *arguments = token.contents.split()
            if name in ("blocktranslate", "comment") or arguments == ["bodyclass"]:
                inside = name
            elif name == f"end{inside}":
                inside = None
        elif token.token_type == TokenType.TEXT and not inside:
            kept.append(token.contents)
    return "".join(kept)


def bare_words(source):
    """Words of a template that no translation reaches: between tags, in attributes, as arguments."""
    reader = BareText()
    reader.feed(without_tags(source))
    arguments = [
        constant
        for token in Lexer(source).tokenize()
        if token.token_type in (TokenType.BLOCK, TokenType.VAR)
        and token.contents.split()[0] not in ("translate", "blocktranslate")
        for _quote, constant in CONSTANT.findall(token.contents)
    ]
    return reader.words + arguments


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Hello {{ name }}</p>", ["Hello"]),
        ('<p title="Two words">{% translate "Hello" %}</p>', ["Two", "words"]),
        ("{% blocktranslate %}Hello{% endblocktranslate %}<b> CPM</b> 3 %", []),
        ('{% include "a.html" with heading="Nothing here" css="btn btn-sm" %}', ["Nothing here"]),
        ('{% include "a.html" with heading=_("Nothing here") %}', []),
        ("{{ name|default:'Nobody' }}{# a Comment #}{% comment %}More{% endcomment %}", ["Nobody"]),
    ],
)
def test_the_scanner_finds_bare_text(template, found):
    assert bare_words(template) == found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_holds_text_outside_translation(path):
    assert not bare_words(path.read_text())


# --- the pages ----------------------------------------------------------------------------------------


class Shown(HTMLParser):
    """Every text of a page that people see or hear, one piece a line."""

    def __init__(self, page):
        super().__init__()
        self.silent = False
        self.pieces = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.silent = tag in UNREAD
        self.pieces += [value for name, value in attrs if name in READ_BY_PEOPLE | {"data-tip", "data-label"}]

    def handle_endtag(self, tag):
        self.silent = False

    def handle_data(self, data):
        if not self.silent:
            self.pieces.append(" ".join(data.split()))


def shown(response):
    assert response.status_code == 200
    return "\n".join(filter(None, Shown(response.content.decode()).pieces))


@pytest.fixture
def marked(tmp_path, settings):
    """An Indonesian that is our English in brackets: what stands outside them was never marked."""
    catalogue = messages.read(messages.ROOT / "locale/id/LC_MESSAGES/django.po")
    for entry in catalogue:
        if entry.id:
            text = f"⟦{forms(entry.id)[-1]}⟧"
            entry.string = (text,) if entry.pluralizable else text
    target = tmp_path / "id/LC_MESSAGES/django.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)
    settings.LOCALE_PATHS = [tmp_path]


def unmarked(text):
    """The words of a page outside all brackets."""
    while (shorter := re.sub("⟦[^⟦⟧]*⟧", "", text)) != text:
        text = shorter
    return set(WORD.findall(text.casefold()))


def known_words():
    """Words that are data, or that Babel writes: niches, countries, dates, units, sources, names of tests."""
    place = Locale("id")
    texts = [
        *Niche.objects.values_list("name_id", flat=True),
        *Benchmark.objects.values_list("source", flat=True),
    ]
    texts += [*place.territories.values(), *place.languages.values()]
    texts += [*place.months["format"]["abbreviated"].values(), *place.months["format"]["wide"].values()]
    texts += [*place.days["format"]["wide"].values(), "rb jt Rp", "Instagram TikTok YouTube", "English en"]
    texts += ["Embun Contoh dewi", "A list", *ALIKE]
    return set(WORD.findall(" ".join(texts).casefold()))


@pytest.fixture
def planner(client, db):
    brand = factories.brand(name="Embun")
    person = factories.member(brand=brand, role=Role.PLANNER, username="dewi")
    client.force_login(person)
    return person


@pytest.fixture
def addresses(planner):
    """The pages a planner lives in, with something on them, and what each says in Indonesian."""
    niche = factories.niche(slug="skincare")
    people = [factories.influencer(name=f"Contoh {number}") for number in range(4)]
    for number, each in enumerate(people):
        factories.profile(
            influencer=each,
            handle=f"contoh{number}",
            followers=30_000 * 5**number,
            niches=[niche],
            price=1_500_000 * 2**number,
            figures={"average_likes": 900 * 4**number, "posts": 12},
        )
    brand = planner.memberships.get().brand
    campaign = factories.campaign(name="Contoh", brand=brand, niches=[niche], audience_size=3_000_000)
    return {
        "Kampanye": reverse("home"),
        "Pengikut": reverse("influencers:list"),
        "Tidak ada profil yang cocok": reverse("influencers:list") + "?q=contoh9",
        "Pengukuran": reverse("influencers:detail", args=[people[0].pk]),
        "Komposisi": reverse("campaigns:list"),
        "Anggaran": reverse("campaigns:new"),
        "Ubah brief": reverse("campaigns:detail", args=[campaign.pk]),
        "Hitung rekomendasi": reverse("campaigns:recommendation", args=[campaign.pk]),
        "Daftar tersimpan": reverse("lists:list"),
        "Unggah dan lihat": reverse("imports:list"),
    }


INDONESIAN = {"accept-language": "id"}


def recommended(client, addresses):
    """The recommendation page once it is computed."""
    address = addresses["Hitung rekomendasi"] + "compute/"
    return shown(client.post(address, follow=True, headers=INDONESIAN))


def test_pages_speak_indonesian(client, translated, addresses):
    for words, address in addresses.items():
        assert words in shown(client.get(address, headers=INDONESIAN)), address
    text = recommended(client, addresses)
    assert "Jangkauan unik" in text
    assert "Alasan mendukung dan menolak" in text


def test_pages_show_no_word_that_is_not_marked_for_translation(client, marked, addresses):
    known = known_words()
    pages = {url: shown(client.get(url, headers=INDONESIAN)) for url in addresses.values()}
    pages["the recommendation"] = recommended(client, addresses)
    bare = {url: words for url, text in pages.items() if (words := unmarked(text) - known)}
    assert not bare


@pytest.mark.parametrize(("accepted", "heading"), [("id-ID,id;q=0.9,en;q=0.5", "Masuk"), ("fr", "Sign in")])
def test_the_browser_chooses_the_language(client, db, translated, accepted, heading):
    page = client.get(reverse("login"), headers={"accept-language": accepted})
    assert f"<h1>{heading}</h1>" in page.content.decode()


def test_a_chosen_language_wins_over_the_browsers(client, translated, planner):
    english = {"accept-language": "en"}
    client.post(reverse("set_language"), {"language": "id"}, headers=english)
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "id"
    page = client.get(reverse("home"), headers=english).content.decode()
    assert '<html lang="id">' in page
    assert "Hari ini" in page
