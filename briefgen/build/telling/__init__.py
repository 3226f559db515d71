"""What became of a run, told to those who were not there.

The way in: :func:`briefgen.build.telling.after.build_and_tell`, and ``tell_batch`` for a run that is over. An
``account`` says what became of each brief and what waits for a person; the ``report`` of all that lies in ``output/``
(``reportpage`` words it, ``memory`` is what it knows of the runs before), and ``hooks`` send it on.
"""
