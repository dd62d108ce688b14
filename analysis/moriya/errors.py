"""What can go wrong, each in one sentence."""


class MoriyaError(Exception):
    """Something that the caller can mend; the text says what, and what is allowed."""


class ProgramMissingError(MoriyaError):
    """The program ``moriya`` is not to be found."""


class ProgramError(MoriyaError):
    """The program ``moriya`` refused a job, or could not do it.

    ``code`` is its exit code: 64 wrong usage, 65 bad input, 70 failed points or a failed check, 74 input or output,
    75 work remains.
    """

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code
