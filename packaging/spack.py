# Spack recipe of moriya: put it as packages/moriya/package.py into a repository of your own (spack repo create), then
# spack install moriya ^openmpi
#
# Swift is not a package of Spack: install the toolchain of https://swift.org/install and name its folder usr/bin in PATH, or
# as an external in packages.yaml.
from spack.package import *


class Moriya(Package):
    """Exchange and Dzyaloshinskii-Moriya interaction of magnetic impurities on superconductors, over grids of parameters."""

    license("MIT")
    # The folder that holds this checkout, or the address of the repository.
    # git = "https://…/moriya.git"
    version("main", branch="main")

    variant("elpa", default=False, description="Eigenvalues by ELPA, beside ScaLAPACK")

    depends_on("c", type="build")
    depends_on("pkgconfig", type="build")
    depends_on("mpi@3:")
    depends_on("scalapack")
    depends_on("openblas@0.3.10:")
    depends_on("hdf5@1.10: +hl~mpi")
    depends_on("elpa", when="+elpa")

    def setup_build_environment(self, env):
        if self.spec.satisfies("^mpich") or self.spec.satisfies("^mvapich") or self.spec.satisfies("^intel-oneapi-mpi"):
            env.set("MORIYA_MPI", "mpich")
        # The processor that Spack builds for, as LLVM calls it; moriya's own default is haswell.
        env.set("MORIYA_CPU", str(self.spec.target))

    def install(self, spec, prefix):
        swift = which("swift", required=True)
        swift("build", "-c", "release", "--static-swift-stdlib", "--disable-sandbox", "--product", "moriya")
        swift("build", "-c", "release", "--disable-sandbox", "--product", "generate-manual")
        Executable("packaging/install")(".build/release/moriya", ".build/release/generate-manual", prefix)
