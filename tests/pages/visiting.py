"""How a browser reaches the pages of the registry."""

from django.conf import settings

# Posts the fields by a form of its own, with the page's token unless the fields bring another.
SEND = """fields => {
  const form = document.createElement("form");
  form.method = "post";
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  for (const [name, value] of Object.entries({csrfmiddlewaretoken: token, ...fields})) {
    form.append(Object.assign(document.createElement("input"), {type: "hidden", name, value}));
  }
  document.body.append(form);
  form.submit();
}"""


def cookies(*, session, language, base):
    values = {settings.LANGUAGE_COOKIE_NAME: language}
    if session:
        values[settings.SESSION_COOKIE_NAME] = session
    return [{"name": name, "value": value, "url": base} for name, value in values.items()]


def open_page(page, *, shown, cast, base):
    """Goes there; returns the server's answer."""
    answer = page.goto(base + shown.address(cast))
    if shown.sends is not None:
        with page.expect_navigation() as sending:
            page.evaluate(SEND, shown.form(cast))
        answer = sending.value
    return answer
