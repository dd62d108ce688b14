#pragma once

/// Whether a signal was ignored when the process began, before the constructor of any library ran: some libraries of MPI
/// put handlers of their own where `nohup` had left a signal ignored.
int moriya_ignored_at_start(int signal);
