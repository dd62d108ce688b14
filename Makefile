# Everything from one place; `make` lists it. Nothing outside this folder changes but missing Debian packages.

JOB     ?= jobs/bdg-rkky/fig1c.yaml
# `run` is one process unless asked for more; what takes long uses every core.
RANKS   ?= 1
CORES   := $(shell nproc)
RESULTS := results/$(basename $(notdir $(JOB)))
MORIYA  := .build/release/moriya
BENCH   := .build/release/moriya-bench
PREFIX  ?= /usr/local
VENV    := .venv
PYTHON  := $(VENV)/bin/python
XCTEST  := MORIYA_PYTHON=$(CURDIR)/$(PYTHON) swift test -c release --skip-build --disable-swift-testing

# Ranks may use any core, and as many ranks as asked for are started, whatever the launcher thinks of the machine.
export OMPI_MCA_hwloc_base_binding_policy := none
export OMPI_MCA_rmaps_base_oversubscribe  := 1
# The same for Open MPI 5.
export PRTE_MCA_hwloc_default_binding_policy := none
export PRTE_MCA_rmaps_default_mapping_policy := :oversubscribe
# Open MPI refuses to run as root, which is what one is in a container.
ifeq ($(shell id -u),0)
export OMPI_ALLOW_RUN_AS_ROOT         := 1
export OMPI_ALLOW_RUN_AS_ROOT_CONFIRM := 1
endif

.PHONY: help deps packages build run merge install test test-slurm test-slurm-multi test-trixie test-faults test-physics lint lint-swift lint-python paper papers gallery docs bench clean
.DEFAULT_GOAL := help

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 26
	@echo
	@echo "  JOB=jobs/MODEL/NAME.yaml for run and merge (now $(JOB)), RANKS=N for run, LARGE=1 for bench and test-slurm-multi, PREFIX=/usr/local for install"

deps: packages $(VENV)/made ## Install what is missing: Debian packages (with sudo), a Python environment in .venv

packages:
	@.ci/install-packages
	@.ci/forget-stale-build

$(VENV)/made: analysis/pyproject.toml VERSION | packages
	@echo "Installing Python packages into $(VENV)"
	@test -x $(PYTHON) || "$$(.ci/find-python)" -m venv $(VENV)
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --editable 'analysis[test]'
	@touch $@

build: packages ## Compile: .build/release/moriya
	swift build -c release

# Needs no Python: a first try must not fail for want of figures.
run: build ## Compute JOB, merge it, print the head of its table (RANKS=N for mpirun)
	$(if $(filter-out 1,$(RANKS)),mpirun -n $(RANKS) )$(MORIYA) run $(JOB) -o $(RESULTS)

merge: ## Merge what there is of JOB
	$(MORIYA) merge $(RESULTS)

# In a folder of its own: a program with the Swift runtime inside needs no Swift where it runs.
install: packages ## Install into PREFIX: program, completions, manual, jobs, scripts, analysis package
	swift build -c release --static-swift-stdlib --scratch-path .build/install --product moriya
	swift build -c release --static-swift-stdlib --scratch-path .build/install --product generate-manual
	packaging/install .build/install/release/moriya .build/install/release/generate-manual $(PREFIX)

test: deps ## Every test: Swift, MPI, Python
	@.ci/install-packages test
	swift build -c release --build-tests
	$(XCTEST)
	cd analysis && $(CURDIR)/$(PYTHON) -m pytest --quiet

# A real one-node Slurm is started for it, and stopped; installs slurm-wlm and munge if missing.
test-slurm: deps ## Job arrays on a real Slurm: requeue, time limit, a failing task, the merge
	swift build -c release --build-tests
	MORIYA_TEST_SLURM=1 $(XCTEST) --filter SlurmTests

# Hosts are namespaces, which need root and a system that allows them; exit code 77 says that it does not.
test-slurm-multi: deps ## A campaign over several hosts, one of which dies; MPI and ScaLAPACK between them
	swift build -c release
	slurm/test/many-hosts .build/release $(PYTHON) $(if $(LARGE),--large) || [ $$? = 77 ]

test-trixie: ## The tests on Debian 13, in a chroot: heavy, needs root (MORIYA_MPI=mpich for MPICH's)
	.ci/in-trixie || [ $$? = 77 ]

# As root, else the tests of full and read-only disks are left out.
test-faults: deps ## Kills, full disks, damaged files: a few minutes
	swift build -c release --build-tests
	MORIYA_TEST_FAULTS=1 $(XCTEST) --filter FaultTests

# In a folder of its own, since the package has fewer targets then.
test-physics: packages ## The numerics and the physics alone, without MPI
	MORIYA_MPI=none swift build -c release --build-tests --scratch-path .build/physics
	MORIYA_MPI=none swift test -c release --skip-build --disable-swift-testing --scratch-path .build/physics

lint: lint-swift lint-python ## The style of all code

# The formatter comes with the compiler; what it wants, `swift format --in-place --recursive Sources Tests Package.swift` does.
lint-swift: packages ## The style of the Swift code, and that targets declare what they import
	swift format lint --strict --recursive --parallel Sources Tests Package.swift
	.ci/check-imports

lint-python: $(VENV)/made ## The style of the Python code
	$(VENV)/bin/ruff format --check --quiet analysis docs/site
	$(VENV)/bin/ruff check --quiet analysis docs/site
	cd analysis && $(CURDIR)/$(VENV)/bin/mypy --no-error-summary

# Computed anew each time, in a folder of its own: the figures never come from an older program. Which jobs these are follows
# from the figures and statements.
paper: FOLDERS = --jobs-in bdg-rkky --jobs-in rashba-dmi
paper: ## Figures of the first papers into figures/, and the table of their statements
gallery: FOLDERS = --jobs-in any --jobs-in experiment
gallery: ## Figures of other hosts and of what experiments see, into figures/; minutes
paper gallery: build $(VENV)/made
	rm -rf results/$@
	@set -e; jobs=$$($(PYTHON) -m moriya_figures jobs $(FOLDERS)); number=0; for job in $$jobs; do \
	    number=$$((number + 1)); echo "$$number of $$(echo $$jobs | wc -w): $$job"; \
	    mpirun -n $(CORES) $(MORIYA) run jobs/$$job.yaml -o results/$@/$$job --no-merge; \
	    $(MORIYA) merge results/$@/$$job; \
	done
	@$(PYTHON) -m moriya_figures paper results/$@ --output figures $(FOLDERS)

# Ends with an error if mkdocs warns of anything, such as a link that leads nowhere.
docs: build $(VENV)/docs ## The documents as a site: .build/docs/site/index.html
	@$(PYTHON) docs/site/make_site.py $(MORIYA) .build/docs
	@echo .build/docs/site/index.html

$(VENV)/docs: $(VENV)/made
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --editable 'analysis[docs]'
	@touch $@

# All papers but the first, whose lattices take longer. Their jobs take a second: as many at a time as there are cores.
papers: build $(VENV)/made ## Figures and statements of the neighbouring papers, into figures/
	rm -rf results/papers
	@$(PYTHON) -m moriya_figures jobs --without bdg-rkky | xargs -P $(CORES) -I JOB sh -c \
	    '$(MORIYA) run jobs/JOB.yaml -o results/papers/JOB'
	@$(PYTHON) -m moriya_figures paper results/papers --output figures --without bdg-rkky

# Everything in one run on one machine: quote the ratios, not the seconds.
bench: build $(VENV)/bench ## Tables of speed, accuracy and memory against other programs
	$(BENCH) low-rank $(if $(LARGE),--large)
	$(BENCH) sparse --python $(PYTHON) $(if $(LARGE),--large)
	$(BENCH) ldos --python $(PYTHON)
	$(BENCH) solvers --python $(PYTHON) $(if $(LARGE),--large)
	$(BENCH) dense --python $(PYTHON) $(if $(LARGE),--large)
	$(BENCH) schedule jobs/bdg-rkky/schedule.yaml
	$(BENCH) berry-dmi jobs/berry-dmi/crystals --python $(PYTHON) $(if $(WANNIER_FILES),--wannier-files $(WANNIER_FILES))
	$(BENCH) papers
	mpirun -n 3 $(BENCH) hosts --apart
	$(BENCH) runner

$(VENV)/bench: $(VENV)/made
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --editable 'analysis[bench]'
	@touch $@

clean: ## Remove what make made, but no results
	rm -rf .build .venv figures analysis/build analysis/*.egg-info
