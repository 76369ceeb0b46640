"""The main job: the only place that knows all the parts. Each of its modules imports only those that it needs, so that
coding or exporting what is stored doesn't wait for all the readers."""
