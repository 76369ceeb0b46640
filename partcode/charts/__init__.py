"""Pictures of tables, as Vega-Lite has them."""
