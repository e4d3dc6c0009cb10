"""The book: a fact comes in and becomes a sealed, chained entry; what stands now goes out."""
