import Sweep

/// Every model that a job can name; the first is the default.
public let allModels: [any Model.Type] = [
    BdGRKKYModel.self, RashbaDMIModel.self, BerryDMIModel.self, RashbaTorqueModel.self,
    PearlPairModel.self, PearlLatticeModel.self, PearlMapModel.self,
    NuclearTorqueModel.self, NuclearRadialModel.self, NuclearMapModel.self,
]
