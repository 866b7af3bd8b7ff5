def schema() -> dict[str, object]: return {}
