"""Schedules in plain words and in cron's, and what is told where they say no times."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.config.load import load_config, load_settings
from briefgen.config.schema import Hook, Watching
from briefgen.config.when import NoTimesError, expressions, zone_hint
from briefgen.diagnostics import render
from briefgen.errors import ConfigError
from briefgen.workspace import Memory

BRIEF = """title: Trade is growing
audience: officials
answer: {text: Trade grows., rests-on: c1-01}
select: {topics: [trade]}
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("weekdays 06:30", ["30 6 * * 1-5"]),
        ("every weekday at 6:30", ["30 6 * * 1-5"]),
        ("Weekends 09:00", ["0 9 * * 0,6"]),
        ("every Monday 07:00", ["0 7 * * 1"]),
        ("Mondays and Thursdays at 7:00", ["0 7 * * 1,4"]),
        ("every wed, fri 10:00", ["0 10 * * 3,5"]),
        ("on Tuesdays 00:05", ["5 0 * * 2"]),
        ("daily 06:00", ["0 6 * * *"]),
        ("every day 06:00 and 18:30", ["0 6 * * *", "30 18 * * *"]),
        ("daily 06:00, 12:00, 18:00", ["0 6,12,18 * * *"]),
        ("hourly", ["0 * * * *"]),
        ("first of the month 08:00", ["0 8 1 * *"]),
        ("monthly 08:00", ["0 8 1 * *"]),
        ("15th of every month at 9:05", ["5 9 15 * *"]),
        ("last day of the month 10:00", ["0 10 L * *"]),
        ("last weekday of the month 17:00", ["0 17 LW * *"]),
        ("the second Friday of each month 08:00", ["0 8 * * 5#2"]),
        ("last Sunday of the month 23:59", ["59 23 * * 0L"]),
        ("30 6 * * 1-5", ["30 6 * * 1-5"]),
        ("*/5 * * * *", ["*/5 * * * *"]),
        ("0 12 1,15 jan-jun mon#1", ["0 12 1,15 JAN-JUN MON#1"]),
        ("@daily", ["0 0 * * *"]),
    ],
)
def test_plain_words_and_cron_become_cron_expressions(text, found):
    assert list(expressions(text)) == found


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("wekdays 06:30", "'wekdays 06:30' does not say when", "did you mean 'weekdays'?"),
        ("soon", "'soon' does not say when", "write it as 'weekdays 06:30', 'every Monday 07:00'"),
        ("weekdays", "'weekdays' says no time of day", "add one: 'weekdays 06:30'"),
        ("weekdays 25:00", "does not say when", "write it as"),
        ("sixth Friday of the month 06:00", "does not say when", "write it as"),
        ("32nd of the month 08:00", "does not say when", "write it as"),
        ("hourly 05:00", "'hourly' takes no time of day", "leave the time out"),
        ("30 6 * *", "a cron expression has five fields, found 4", "minute, hour, day of the month"),
        ("* * * * * *", "a cron expression has five fields, found 6", "minute, hour"),
        ("61 * * * *", "the minute of '61 * * * *' is not one", "minute 0-59"),
        ("0 0 * * FOO", "the day-of-week of '0 0 * * FOO' is not one", "SUN-SAT"),
        ("0 0 */5 2 1#5", "'0 0 */5 2 1#5' never comes", "no year has that day"),
        ("0 0 * * 9", "the day-of-week of '0 0 * * 9' is not one", "SUN-SAT"),
        ("0 0 30 2 *", "the day-of-month of '0 0 30 2 *' is not one", "1-31"),
        ("0 0 31 4 1#5-7", "the day-of-week of", "minute 0-59"),
        ("x" * 300, "a schedule is a few words, or five fields of cron", "write it as"),
    ],
)
def test_what_says_no_times_is_told_with_a_way_out(text, message, hint):
    with pytest.raises(NoTimesError) as caught:
        expressions(text)
    assert message in str(caught.value)
    assert hint in caught.value.hint


@given(st.text("0123456789*/,-#LWlw@: amondytuesfrihkvg", max_size=40) | st.text(max_size=30))
@settings(max_examples=300, deadline=None)
def test_any_text_says_times_or_why_not(text):
    said = ""
    try:
        assert all(len(one.split()) == 5 for one in expressions(text))
    except NoTimesError as error:
        said = f"{error}: {error.hint}"
    assert not said or all(said.split(": ", 1))


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Europe/Berlin", ""),
        ("UTC", ""),
        ("Berlin", "did you mean 'Europe/Berlin'?"),
        ("new york", "did you mean 'America/New_York'?"),
        ("Europe/Belrin", "did you mean 'Europe/Berlin'?"),
        ("/etc/passwd", "use a name of the IANA database"),
        ("../../etc", "use a name of the IANA database"),
    ],
)
def test_a_time_zone_is_one_of_the_iana_database(name, hint):
    assert zone_hint(name).startswith(hint)
    assert bool(zone_hint(name)) == bool(hint)


def loaded(brief, desk=""):
    files = {"configs/brief.yaml": (BRIEF + brief).encode(), "configs/desk.yaml": desk.encode()}
    workspace = Memory(files)
    found = load_settings(workspace)
    return load_config(workspace, "brief", found), found


def told(brief, desk=""):
    with pytest.raises(ConfigError) as caught:
        loaded(brief, desk)
    return render(caught.value.problems)


def test_a_config_has_times_and_the_desk_s_time_zone():
    config, _ = loaded("schedule: weekdays 06:30\n", "time-zone: Europe/Brussels\n")
    assert (config.schedule, config.time_zone) == (("weekdays 06:30",), "Europe/Brussels")
    config, _ = loaded("schedule: [daily 06:00, '0 18 * * 5']\ntime-zone: Asia/Tokyo\n", "time-zone: Europe/Brussels\n")
    assert (config.schedule, config.time_zone) == (("daily 06:00", "0 18 * * 5"), "Asia/Tokyo")


def test_mistakes_in_times_are_told_as_all_mistakes_of_a_config_are():
    found = told("schedule: [daily 06:00, wekdays 6:00]\ntime-zone: Berlin\n")
    assert "configs/brief.yaml:5:25: error: 'wekdays 6:00' does not say when\n  hint: did you mean 'weekdays'?" in found
    assert "configs/brief.yaml:6:12: error: there is no time zone 'Berlin'\n  hint: did you mean 'Europe/Be" in found
    assert "configs/brief.yaml:5:11: error: 'never' does not say when" in told("schedule: never\n")


def test_settings_name_hosts_hooks_and_what_is_watched():
    _, found = loaded(
        "",
        "hosts: [www.example.org, 127.0.0.1:8080]\n"
        "hooks:\n  - {command: [scripts/tell, '{html}']}\n  - {webhook: 'https://www.example.org/h', when: attention}\n"
        "watch: {changed: import, minutes: 30, addresses: {two: 'http://127.0.0.1:8080/a.txt', one: 'file:/srv/a.txt'}}\n",
    )
    assert found.hosts == ("www.example.org", "127.0.0.1:8080")
    assert found.hooks == (
        Hook(command=("scripts/tell", "{html}")),
        Hook(webhook="https://www.example.org/h", when="attention"),
    )
    assert found.watch == Watching(
        changed="import", minutes=30, addresses={"two": "http://127.0.0.1:8080/a.txt", "one": "file:/srv/a.txt"}
    )


@pytest.mark.parametrize(
    ("desk", "message"),
    [
        ("hooks: [{when: report}]", "1:9: error: a hook is either a command or a webhook"),
        ("hooks: [{command: [a], webhook: 'https://a/'}]", "a hook is either a command or a webhook"),
        (
            "hooks: [{webhook: 'https://a.org/x'}]",
            "1:19: error: the host 'a.org' is not one of the desk's\n  hint: add",
        ),
        ("hosts: a.org\nhooks: [{webhook: 'https://a.org:8/x'}]", "the host 'a.org:8' is not one of the desk's"),
        ("hosts: a.org\nwatch: {addresses: {x: 'ftp://a.org/x'}}", "2:24: error: only http: and https: addresses are"),
        ("hosts: a.org\nwatch: {addresses: {x: 'https://u:p@a.org/x'}}", "an address holds no user and no password"),
        ("hosts: a.org\nwatch: {addresses: {x: 'https://a.org/a b'}}", "an address holds no spaces and plain letters"),
        ("hosts: a.org\nwatch: {addresses: {x: 'https://a.org:99999/'}}", "this is no address"),
        ("hosts: 'https://a.org'", "'https://a.org' does not have the right form\n  hint: a host: www.example.org"),
        ("watch: {minutes: 1}", "a whole number from 5 to 10080 is wanted here"),
        ("time-zone: Mars/Olympus", "1:12: error: there is no time zone 'Mars/Olympus'"),
    ],
)
def test_mistakes_in_these_settings_are_told_with_their_place(desk, message):
    assert message in told("", desk)
