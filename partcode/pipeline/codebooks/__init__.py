"""What a codebook does to what is stored, or would do: counted, compared, explained, tried, validated."""
