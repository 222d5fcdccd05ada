"""The machine's settings, all read from the environment. An office's settings are rows in `rules`."""

from pathlib import Path
from urllib.parse import unquote, urlparse

from django.utils.translation import gettext_lazy as _

from lianluo.config import environment
from lianluo.foundation import postgres

PACKAGE = Path(__file__).resolve().parent.parent
PROJECT = PACKAGE.parent.parent

DATA = environment.folder("LIANLUO_DATA", PROJECT / "data")
PORT = environment.number("LIANLUO_PORT", 8000, 1, 65535)
BIND = environment.text("LIANLUO_BIND", "127.0.0.1")
DEMO = environment.flag("LIANLUO_DEMO", True)
DATABASE_URL = environment.text("LIANLUO_DATABASE_URL")

DEBUG = environment.flag("LIANLUO_DEBUG", False)
SECRET_KEY = environment.secret("LIANLUO_SECRET_KEY", DATA / "secret-key")
ALLOWED_HOSTS = environment.text("LIANLUO_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")

ROOMS = [
    "foundation", "units", "accounts", "journal", "documents", "rules", "people",
    "matters", "correspondence", "liaison", "reports", "exchange", "desk", "portal",
]  # fmt: skip

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django_htmx",
    "procrastinate.contrib.django",
    "pgtrigger",
    "axes",
    *[f"lianluo.{room}" for room in ROOMS],
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "lianluo.foundation.csp.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lianluo.accounts.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "lianluo.config.urls"
WSGI_APPLICATION = "lianluo.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lianluo.foundation.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "lianluo.foundation.templatetags.parts"],
        },
    }
]


def _database() -> dict:
    """The external server named by LIANLUO_DATABASE_URL, else the embedded one on its socket under the data folder."""
    common = {"ENGINE": "django.db.backends.postgresql", "ATOMIC_REQUESTS": False, "CONN_HEALTH_CHECKS": True,
              "CONN_MAX_AGE": 60}  # fmt: skip
    if not DATABASE_URL:
        return {**common, "NAME": "lianluo", "USER": "lianluo", "HOST": str(postgres.socket_folder(DATA)),
                "PORT": str(postgres.PORT)}  # fmt: skip
    url = urlparse(DATABASE_URL)
    if url.scheme not in ("postgres", "postgresql"):
        raise environment.BadSetting("LIANLUO_DATABASE_URL", url.scheme, "it must begin with postgresql://")
    return {
        **common,
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or ""),
        "PORT": str(url.port or 5432),
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "desk:desk"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "lianluo.accounts.views.signing_in.locked_out"

# Reminders by mail are off until a mail server is named.
EMAIL_HOST = environment.text("LIANLUO_MAIL_HOST")
EMAIL_PORT = environment.number("LIANLUO_MAIL_PORT", 25, 1, 65535)
EMAIL_HOST_USER = environment.text("LIANLUO_MAIL_USER")
EMAIL_HOST_PASSWORD = environment.text("LIANLUO_MAIL_PASSWORD")
EMAIL_USE_TLS = environment.flag("LIANLUO_MAIL_TLS", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("LIANLUO_MAIL_FROM", "lianluo@localhost")
SENDS_MAIL = bool(EMAIL_HOST)
# Text messages and work chat go through Apprise; `{to}` in its address stands for the addressee. Off until one is named.
SMS_URL = environment.text("LIANLUO_SMS_URL")
CHAT_URL = environment.text("LIANLUO_CHAT_URL")
SITE_ADDRESS = environment.text("LIANLUO_ADDRESS", f"http://{BIND}:{PORT}").rstrip("/")
# Where deputies reach their own pages; it is printed on letters.
PORTAL_ADDRESS = environment.text("LIANLUO_PORTAL_ADDRESS", SITE_ADDRESS).rstrip("/")

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
DATE_FORMAT = "Y-m-d"
FORMAT_MODULE_PATH = ["lianluo.config.formats"]

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "files"
# The office's own fonts, then those that set-up fetched; a role missing in the first is taken from the second.
FONTS = [environment.folder("LIANLUO_FONTS", DATA / "fonts"), PROJECT / "build" / "fonts"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

SESSION_COOKIE_NAME = "lianluo_desk"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = False
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"lianluo": {"level": "INFO"}, "axes": {"level": "ERROR"}},
}
