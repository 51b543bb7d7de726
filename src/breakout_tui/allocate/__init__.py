"""Who sits where: a task of ``domain/allocation.py`` as a model of whole numbers, solved by HiGHS, criterion by criterion."""
