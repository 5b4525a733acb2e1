"""Ways of reading many documents: in this process, in several of this machine, on a cluster."""
