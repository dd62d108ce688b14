import CStartSignals

/// Whether a signal was ignored when this process began, as after `nohup`; what libraries have done to it since does not count.
public func wasIgnoredAtStart(_ signal: Int32) -> Bool { moriya_ignored_at_start(signal) != 0 }
