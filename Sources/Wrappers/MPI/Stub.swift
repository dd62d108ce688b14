public struct Communicator: ~Copyable {}
