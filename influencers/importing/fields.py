"""What a column can mean, and the words that headers use for it, in English and Indonesian."""

import re
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from influencers.importing.handles import platform_of


class Field(StrEnum):
    HANDLE = "handle"
    NAME = "name"
    PLATFORM = "platform"
    PROFILE_URL = "profile_url"
    CHANNEL_ID = "channel_id"
    FOLLOWERS = "followers"
    NICHE = "niche"
    COUNTRY = "country"
    AUDIENCE_COUNTRY = "audience_country"
    CITY = "city"
    GENDER = "gender"
    BIO = "bio"
    AVG_VIEWS = "avg_views"
    AVG_LIKES = "avg_likes"
    AVG_COMMENTS = "avg_comments"
    AVG_SHARES = "avg_shares"
    AVG_REACH = "avg_reach"
    AVG_ENGAGEMENT = "avg_engagement"
    AUTHENTIC_ENGAGEMENT = "authentic_engagement"
    ENGAGEMENT_RATE = "engagement_rate"
    FAKE_FOLLOWERS = "fake_followers"
    TOTAL_VIEWS = "total_views"
    TOTAL_VIDEOS = "total_videos"
    PRICE = "price"
    CURRENCY = "currency"
    DELIVERABLE = "deliverable"
    BASIS = "basis"
    IGNORE = "ignore"


LABELS = {
    Field.HANDLE: _("handle"),
    Field.NAME: _("name"),
    Field.PLATFORM: _("platform"),
    Field.PROFILE_URL: _("link to the profile"),
    Field.CHANNEL_ID: _("YouTube channel id"),
    Field.FOLLOWERS: _("followers"),
    Field.NICHE: _("niche"),
    Field.COUNTRY: _("country of the influencer"),
    Field.AUDIENCE_COUNTRY: _("main country of the audience"),
    Field.CITY: _("city"),
    Field.GENDER: _("gender"),
    Field.BIO: _("bio"),
    Field.AVG_VIEWS: _("average views"),
    Field.AVG_LIKES: _("average likes"),
    Field.AVG_COMMENTS: _("average comments"),
    Field.AVG_SHARES: _("average shares"),
    Field.AVG_REACH: _("average reach"),
    Field.AVG_ENGAGEMENT: _("average engagements"),
    Field.AUTHENTIC_ENGAGEMENT: _("authentic engagements"),
    Field.ENGAGEMENT_RATE: _("engagement rate"),
    Field.FAKE_FOLLOWERS: _("fake followers"),
    Field.TOTAL_VIEWS: _("views of all videos ever"),
    Field.TOTAL_VIDEOS: _("videos ever"),
    Field.PRICE: _("price"),
    Field.CURRENCY: _("currency"),
    Field.DELIVERABLE: _("deliverable"),
    Field.BASIS: _("nett or gross"),
    Field.IGNORE: _("not imported"),
}

# Counts of a measurement, and the name of the measurement's column that keeps each.
COUNTS = {
    Field.FOLLOWERS: "followers",
    Field.AVG_VIEWS: "average_views",
    Field.AVG_LIKES: "average_likes",
    Field.AVG_COMMENTS: "average_comments",
    Field.AVG_SHARES: "average_shares",
    Field.AVG_REACH: "average_reach",
    Field.AVG_ENGAGEMENT: "average_engagements",
    Field.AUTHENTIC_ENGAGEMENT: "authentic_engagements",
    Field.TOTAL_VIEWS: "lifetime_views",
    Field.TOTAL_VIDEOS: "lifetime_videos",
}
WHOLE = frozenset((Field.FOLLOWERS, Field.TOTAL_VIEWS, Field.TOTAL_VIDEOS))
RATES = frozenset((Field.ENGAGEMENT_RATE, Field.FAKE_FOLLOWERS))
NUMERIC = frozenset(COUNTS) | RATES | {Field.PRICE}
# Fields that more than one column may fill.
SEVERAL = frozenset((Field.NICHE, Field.PRICE, Field.DELIVERABLE, Field.IGNORE))

_H, _N, _A = Field.HANDLE, Field.NAME, Field.AVG_ENGAGEMENT
_WORDS: dict[tuple[Field, ...], str] = {
    (
        _H,
    ): "handle,username,user name,user,nama pengguna,nama akun,akun,account,account name,screen name,usn,@",
    (
        _N,
        _H,
    ): "name,nama,influencer,influencer name,nama influencer,creator,creator name,nama kreator,kreator,"
    "kol,kol name,nama kol,talent,talent name,nama talent,channel name,nama channel",
    (_N,): "full name,fullname,nama lengkap,display name,real name,title,channel title,nama tampilan",
    (Field.PLATFORM, _N): "channel",
    (Field.PLATFORM,): "platform,social media,media sosial,sosmed,network,jejaring sosial",
    (Field.PROFILE_URL,): "profile url,url,link,profile link,tautan,profile,profil,link profil,link profile,"
    "account link,link akun,channel url,channel link",
    (Field.CHANNEL_ID,): "channelid,channel id",
    (
        Field.FOLLOWERS,
    ): "followers,follower,follower count,followers count,subscribers,subscriber,subs,pengikut,"
    "jumlah pengikut,jumlah followers,jumlah follower,fans,total followers,subscriber count",
    (Field.FOLLOWERS, Field.IGNORE): "audience,audience size,reach size,audiens",
    (Field.NICHE,): "niche,category,categories,kategori,topic,topik,genre,vertical,bidang,industry,interest",
    (Field.COUNTRY, Field.AUDIENCE_COUNTRY): "country",
    (Field.COUNTRY,): "creator country,negara,country code,negara asal,influencer country",
    (
        Field.AUDIENCE_COUNTRY,
    ): "audience country,country audience,negara audiens,top audience country,top country,"
    "audience location,lokasi audiens",
    (Field.CITY,): "city,creator city,kota,domisili,location,lokasi,based in,alamat kota",
    (Field.GENDER,): "gender,jenis kelamin,sex,jk,kelamin",
    (Field.BIO,): "bio,biography,introduction,description,deskripsi,about,tentang",
    (Field.AVG_VIEWS, Field.TOTAL_VIEWS): "views,view,tayangan,penonton,plays",
    (Field.AVG_VIEWS,): "avg views,avg view,avg tayangan,avg plays,avg view count",
    (Field.TOTAL_VIEWS,): "total views,tot views,total tayangan,channel views,lifetime views,view count",
    (Field.TOTAL_VIDEOS,): "total videos,tot videos,videos,jumlah video,video count,total video",
    (Field.AVG_LIKES,): "likes,like,suka,avg likes,avg like,avg suka",
    (Field.AVG_COMMENTS,): "comments,comment,komentar,avg comments,avg comment,avg komentar",
    (Field.AVG_SHARES,): "shares,share,dibagikan,avg shares,avg share",
    (Field.AVG_REACH,): "reach,jangkauan,avg reach,avg jangkauan",
    (
        _A,
        Field.ENGAGEMENT_RATE,
    ): "eng,engagement,engagements,interaksi,avg eng,avg engagement,avg engagements,"
    "avg interaksi,interactions,avg interactions",
    (Field.AUTHENTIC_ENGAGEMENT,): "eng auth,authentic engagement,authentic engagements,engagement authentic,"
    "auth engagement",
    (Field.ENGAGEMENT_RATE,): "er,er %,engagement rate,engagement rate %,eng rate,avg engagement rate,avg er,"
    "tingkat interaksi,tingkat engagement,er by reach,er reach,er by views,er views,er by followers",
    (
        Field.FAKE_FOLLOWERS,
    ): "fake %,fake,fake followers,fake followers %,% fake,follower palsu,pengikut palsu",
    (Field.PRICE, Field.ENGAGEMENT_RATE): "rate",
    (Field.PRICE,): "price,harga,fee,tarif,unit rate,rate card,ratecard,cost,biaya,budget,rate idr,price idr,"
    "harga idr,fee idr",
    (Field.CURRENCY,): "currency,mata uang",
    (
        Field.DELIVERABLE,
    ): "deliverable,deliverables,sow,scope of work,format,post kind,content type,jenis konten",
    (Field.BASIS,): "nett gross,gross nett,net gross,nett or gross,basis,pajak,tax",
}
CANDIDATES = {word: fields for fields, words in _WORDS.items() for word in words.split(",")}
_PRICE = re.compile(r"\b(?:price|harga|fee|tarif|rate|ratecard|biaya)\b")
_DELIVERABLE = re.compile(
    r"\b(?:post|feed|reels?|story|stories|live|videos?|vt|shorts?|integration|dedicated)\b"
)
_AVERAGE = re.compile(r"\b(?:avg|average|mean|rata rata|ratarata|rerata|rata2)\b")


def reading_of(header: str) -> tuple[tuple[Field, ...], str]:
    """The fields that a header may stand for, likeliest first, and the platform that it names (or "").

    Word order and marks do not matter: `Views avg.`, `avg_views` and `Rata-rata views` are one header.
    """
    text = " ".join(re.sub(r"[^\w%@]+|_", " ", header.lower()).split())
    platform = ""
    words = []
    for word in text.split():
        named = platform_of(word)
        platform = platform or named
        words += [] if named else [word]
    text = re.sub(r"\s*\d+$", "", " ".join(words))
    if not text:
        return ((Field.HANDLE, Field.PROFILE_URL, Field.FOLLOWERS) if platform else ()), platform
    if _AVERAGE.search(text):
        text = " ".join(f"avg {_AVERAGE.sub(' ', text)}".split())
    if _PRICE.search(text) and _DELIVERABLE.search(text):
        return (Field.PRICE,), platform
    return CANDIDATES.get(text, ()), platform


DENOMINATORS = (("reach", "reach"), ("jangkauan", "reach"), ("view", "views"), ("tayangan", "views"))


def denominator_of(header: str) -> str:
    """What a rate's header divides by; a bare engagement rate is of followers, as the field uses the word."""
    return next((name for word, name in DENOMINATORS if word in header.lower()), "followers")
