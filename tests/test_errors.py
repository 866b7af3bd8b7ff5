import pickle
import socket
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from therapy_notes import errors
from therapy_notes.errors import Problem, ReadError, TherapyNotesError

ALL = [
    cls
    for name, cls in vars(errors).items()
    if isinstance(cls, type) and issubclass(cls, TherapyNotesError) and not name.startswith("_")
]
LISTING = (ReadError, errors.ResidueError)
BUILTIN = {
    "ReadError": ValueError,
    "WrongKeyError": ReadError,
    "WriteError": OSError,
    "ChangedError": errors.WriteError,
    "LockedError": errors.WriteError,
    "UnknownFormatError": LookupError,
    "UnknownAudienceError": LookupError,
    "ResidueError": ValueError,
    "AmbiguousTimeError": ValueError,
}


@pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.__name__)
def test_every_error_stands_in_the_picture_and_is_the_builtin_that_people_already_catch(
    cls: type[TherapyNotesError],
) -> None:
    assert errors.__doc__ is not None
    assert cls.__name__ in errors.__doc__
    assert issubclass(cls, BUILTIN.get(cls.__name__, TherapyNotesError))


@given(st.sampled_from(LISTING), st.lists(st.builds(Problem, where=st.text(), what=st.text()), max_size=4))
def test_an_error_with_problems_says_every_one_and_keeps_them_through_a_pickle(
    cls: type[ReadError | errors.ResidueError], problems: list[Problem]
) -> None:
    error = cls(problems)
    assert error.problems == tuple(problems)
    assert all(f"{problem.where}: {problem.what}" in str(error) for problem in problems)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert type(again) is cls
    assert again.problems == error.problems
    assert str(again) == str(error)


@pytest.mark.parametrize("cls", [cls for cls in ALL if not issubclass(cls, LISTING)], ids=lambda cls: cls.__name__)
def test_every_other_error_keeps_its_message_through_a_pickle(cls: type[TherapyNotesError]) -> None:
    again = pickle.loads(pickle.dumps(cls("not a day")))  # noqa: S301
    assert type(again) is cls
    assert str(again) == "not a day"
    assert "not a day" in "".join(traceback.format_exception(again))


@pytest.mark.parametrize(("count", "head"), [(0, "0 problems: "), (1, "1 problem: "), (2, "2 problems: ")])
def test_a_read_error_counts(count: int, head: str) -> None:
    assert str(ReadError([Problem(where="$", what="missing")] * count)).startswith(head)


def test_no_test_can_reach_the_network() -> None:
    with pytest.raises(pytest.fail.Exception, match="network"):
        socket.create_connection(("192.0.2.1", 80), timeout=0.1)
    with pytest.raises(pytest.fail.Exception, match="network"):
        socket.getaddrinfo("example.org", 80)
