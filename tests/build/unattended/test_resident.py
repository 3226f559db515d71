"""The resident process at a clock of our own: once at each moment, whatever happened in between."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from briefgen.build.desk.briefs import Named
from briefgen.build.telling.account import Entry, failed_entry
from briefgen.build.unattended.resident import Listener, Resident
from briefgen.build.unattended.schedule import LONGEST_DELAY, Schedules
from briefgen.build.unattended.schedulestate import PLACE, load_state
from briefgen.errors import BusyError, OutputError, Problem
from briefgen.workspace import Memory

CONFIG = """title: Trade is growing
audience: officials
answer: {text: Trade grows., rests-on: c1-01}
select: {topics: [trade]}
"""
MONDAY = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


class Clocked(Memory):
    """A desk whose clock goes on only when somebody waits; *stops* is how often waiting goes on."""

    def wait(self, seconds):
        self.moment += timedelta(seconds=seconds)
        return True


class Desk:
    """A desk with schedules, a resident process, and everything that was built and told."""

    def __init__(self, **schedules):
        self.memory = Clocked(moment=MONDAY)
        for name, schedule in schedules.items():
            self.config(name, schedule)
        self.built, self.told, self.broken = [], [], {}
        self.start()

    def config(self, name, schedule, more=""):
        self.memory.contents[f"configs/{name}.yaml"] = f"{CONFIG}schedule: {schedule}\n{more}".encode()

    def start(self, **options):
        listener = Listener(
            kept=lambda: None,
            due=lambda one, missed: self.told.append(f"{one.named.id} due {missed}"),
            done=lambda entry: self.told.append(f"{entry.brief} {entry.outcome}"),
            failed=lambda entry, again: self.told.append(f"{entry.brief} failed: {entry.error}; again {again:%H:%M}"),
            mistakes=lambda problems: self.told.extend(problem.message for problem in problems),
        )
        self.resident = Resident(workspace=self.memory, run=self.build, listener=listener, **options)

    def build(self, configs):
        return [self.one(config) for config in configs]

    def one(self, config):
        named = Named(config[8:-5], config)
        self.built.append(f"{named.id} {self.memory.moment:%a %H:%M}")
        if named.id in self.broken:
            return failed_entry(named, OutputError(Problem(self.broken[named.id], "")))
        return Entry(brief=named.id, config=config, outcome="built")

    def until(self, day, hour, minute=0):
        self.resident.keep(datetime(2026, 11, day, hour, minute, tzinfo=UTC))
        return self.built


def test_each_brief_is_built_at_its_moments():
    desk = Desk(one="weekdays 06:30", two="[every Tuesday 07:00, '0 18 * * 1']")
    assert desk.until(25, 5) == ["one Mon 06:30", "two Mon 18:00", "one Tue 06:30", "two Tue 07:00"]


def test_times_are_of_the_time_zone_of_the_config_or_of_the_desk():
    desk = Desk()
    desk.memory.contents["configs/desk.yaml"] = b"time-zone: Asia/Tokyo\n"
    desk.config("own", "daily 07:00", "time-zone: Europe/Berlin\n")
    desk.config("desk-s", "daily 20:00")
    assert desk.until(23, 12) == ["own Mon 06:00", "desk-s Mon 11:00"]


def test_what_was_missed_is_made_up_once():
    desk = Desk(one="daily 06:30", two="hourly")
    desk.until(23, 6, 40)
    desk.built.clear()
    desk.memory.moment += timedelta(days=4)  # the laptop slept from Monday 06:40
    desk.until(27, 6, 50)
    assert desk.built == ["one Fri 06:40", "two Fri 06:40"]
    assert desk.told[-4:-2] == ["one due 4", "two due 96"]


def test_a_process_that_was_away_makes_up_once_what_it_missed():
    desk = Desk(one="daily 06:30")
    desk.until(23, 7)
    desk.memory.moment += timedelta(days=3)
    desk.start()
    desk.until(26, 7, 30)
    assert desk.built == ["one Mon 06:30", "one Thu 07:00"]


def test_nothing_is_made_up_for_the_time_before_a_schedule_was_known_or_changed():
    desk = Desk(one="daily 04:00")
    assert desk.until(23, 20) == []
    desk.config("one", "daily 05:00")
    assert desk.until(23, 23) == []
    assert desk.until(24, 6) == ["one Tue 05:00"]


def test_since_makes_up_what_was_due_lately_where_nothing_is_known():
    desk = Desk(one="daily 04:30", two="daily 01:00")
    desk.start(since=MONDAY - timedelta(hours=3))
    assert desk.resident.once() == 0
    desk.resident.once()
    assert desk.built == ["one Mon 05:00"]


def test_a_failing_brief_stops_no_other_backs_off_and_is_told_once():
    desk = Desk(one="daily 06:30", two="daily 06:30")
    desk.broken["one"] = "the disk is full"
    desk.until(23, 23)
    tries = [built[-5:] for built in desk.built if built.startswith("one")]
    assert tries == ["06:30", "06:31", "06:33", "06:37", "06:45", "07:01", "07:33", "08:37", "10:45", "15:01", "21:01"]
    assert [built for built in desk.built if built.startswith("two")] == ["two Mon 06:30"]
    assert [told for told in desk.told if "failed" in told] == ["one failed: the disk is full; again 06:31"]
    assert load_state(desk.memory)["one"].failures == len(tries)


def test_another_error_is_told_and_success_ends_it():
    desk = Desk(one="daily 06:30")
    desk.broken["one"] = "the disk is full"
    desk.until(23, 6, 36)
    desk.broken["one"] = "the folder is gone"
    desk.until(23, 6, 38)
    desk.broken.clear()
    desk.until(23, 12)
    assert [told for told in desk.told if " due" not in told] == [
        "one failed: the disk is full; again 06:31",
        "one failed: the folder is gone; again 06:45",
        "one built",
    ]
    desk.built.clear()
    assert desk.until(24, 7) == ["one Tue 06:30"]
    desk.broken["one"] = "the disk is full"
    desk.until(25, 7)
    assert desk.told.count("one failed: the disk is full; again 06:31") == 2


def test_a_brief_due_every_minute_backs_off_all_the_same():
    desk = Desk(one="'* * * * *'")
    desk.broken["one"] = "no"
    assert len(desk.until(23, 6)) == 6


def test_a_failure_survives_a_new_process_and_its_delay_too():
    desk = Desk(one="daily 06:30")
    desk.broken["one"] = "no"
    desk.until(23, 6, 40)
    tries = len(desk.built)
    desk.start()
    desk.until(23, 6, 44)
    assert len(desk.built) == tries
    desk.until(23, 6, 46)
    assert len(desk.built) == tries + 1
    assert len([told for told in desk.told if "failed" in told]) == 1


def test_killed_while_building_the_work_is_done_by_the_next_process():
    desk = Desk(one="daily 06:30", two="daily 06:30")

    def killed(configs):
        raise SystemExit(configs)

    desk.resident.run = killed
    with pytest.raises(SystemExit):
        desk.until(23, 7)
    desk.start()
    assert desk.until(23, 7) == ["one Mon 06:30", "two Mon 06:30"]


def test_a_clock_set_back_neither_repeats_nor_stops_the_schedule():
    desk = Desk(one="daily 06:30")
    desk.until(23, 7)
    desk.memory.moment -= timedelta(minutes=45)
    assert desk.until(24, 7) == ["one Mon 06:30", "one Tue 06:30"]


def test_a_clock_that_was_years_ahead_is_forgotten():
    desk = Desk(one="daily 06:30")
    desk.memory.moment = datetime(2032, 1, 1, 6, 0, tzinfo=UTC)
    desk.broken["one"] = "no"
    desk.resident.keep(datetime(2032, 1, 1, 6, 45, tzinfo=UTC))
    desk.broken.clear()
    desk.resident.keep(datetime(2032, 1, 1, 8, 0, tzinfo=UTC))
    desk.memory.moment = MONDAY
    desk.built.clear()
    assert desk.until(24, 7) == ["one Mon 06:30", "one Tue 06:30"]


def test_a_config_that_got_mistakes_keeps_its_schedule_and_is_told_once():
    desk = Desk(one="daily 06:30", two="daily 06:30")
    desk.until(23, 6)
    desk.memory.contents["configs/one.yaml"] = b"schedule: daily 06:30\ntitel: x\n"
    desk.broken["one"] = "the config has mistakes"
    desk.until(23, 6, 32)
    assert desk.built[:2] == ["one Mon 06:30", "two Mon 06:30"]
    assert desk.told.count("a config has no key 'titel'") == 1


def test_new_configs_are_noticed_and_removed_ones_forgotten():
    desk = Desk(one="daily 06:30")
    desk.until(23, 6)
    desk.config("new", "daily 07:00")
    del desk.memory.contents["configs/one.yaml"]
    assert desk.until(23, 8) == ["new Mon 07:00"]
    assert list(load_state(desk.memory)) == ["new"]


def test_only_some_briefs_may_be_kept():
    desk = Desk(one="daily 06:30", two="daily 06:30")
    desk.start(only={"two"})
    assert desk.until(23, 7) == ["two Mon 06:30"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[1]", b'{"form": 7}', b'{"form": 1, "briefs": {"one": {"config": 1}}}', b'{"form": 1, "briefs": 3}'],
)
def test_a_damaged_memory_counts_as_none(content):
    desk = Desk(one="daily 06:30")
    desk.memory.contents[PLACE] = content
    assert desk.until(23, 7) == ["one Mon 06:30"]


def test_a_memory_whose_schedule_says_no_times_is_left_out_until_the_config_is_mended():
    desk = Desk(one="daily 06:30")
    desk.until(23, 6)
    kept = desk.memory.contents[PLACE].replace(b"daily 06:30", b"soonish")
    desk.memory.contents[PLACE] = kept
    desk.memory.contents["configs/one.yaml"] = b"schedule: [\n"
    found, problems = Schedules(desk.memory).read(load_state(desk.memory), MONDAY)
    assert (found, len(problems)) == ((), 1)


def test_the_schedule_is_kept_by_one_process_at_a_time():
    class Held(Clocked):
        @contextmanager
        def hold(self, name, seconds=30):
            assert (name, seconds) == ("schedule", 0)
            raise BusyError(Problem("another run of briefgen is at work on this desk", "wait"))
            yield

    desk = Desk(one="daily 06:30")
    desk.memory.__class__ = Held
    for start in (desk.resident.once, desk.resident.keep):
        with pytest.raises(BusyError, match="another process keeps the schedule of this desk"):
            start()
    assert desk.built == []


def test_what_failed_because_the_process_was_stopped_is_no_failure():
    desk = Desk(one="daily 06:30")
    desk.until(23, 6, 29)
    desk.broken["one"] = "pandoc was stopped"
    desk.memory.moment += timedelta(minutes=1)
    desk.memory.wait = lambda seconds: False
    desk.resident.keep()
    assert desk.built == ["one Mon 06:30"]
    assert load_state(desk.memory)["one"].failures == 0


def test_the_delay_is_bounded():
    desk = Desk(one="daily 06:30")
    desk.broken["one"] = "no"
    desk.until(25, 0)
    last = [datetime.strptime(built[-5:], "%H:%M").replace(tzinfo=UTC) for built in desk.built[-2:]]
    assert (last[1] - last[0]) % timedelta(days=1) == LONGEST_DELAY
