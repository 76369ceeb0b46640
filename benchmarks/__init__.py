"""What partcode costs, in ratios: generated corpora, rivals, and one table of one run."""
