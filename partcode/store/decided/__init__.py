"""What people decided: kept, carried into corrected texts, taken back."""
