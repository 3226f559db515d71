"""Briefs built by themselves: at the times of their schedules, and as soon as something changes.

The ways in: :class:`briefgen.build.unattended.resident.Resident`, which builds what a ``schedule`` finds due
(``times`` are the moments that it means, ``schedulestate`` what it remembers); ``install``, which hands that over to
the system's own (``calendar``); :class:`briefgen.build.unattended.watch.Watch`. Each is the ``sole`` one of its kind
on a desk.
"""
