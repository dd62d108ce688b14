"""Two impurities on a superconductor: the figures and statements of arXiv:2407.07144."""
