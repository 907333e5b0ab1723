from tests.support.training import rehearse, training_url

__all__ = ["rehearse", "training_url"]
