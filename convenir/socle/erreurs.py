"""The one way to say no to a person."""


class Refus(Exception):  # noqa: N818 -- the field's word; it is an answer, not a failure of the program
    """A request that cannot be honoured, told in one French sentence that says what to do.

    Command line and screens print it as it is; anything else that is raised is a defect.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
