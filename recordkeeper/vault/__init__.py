"""The locked box: sealed rows in, sealed rows out. The only room that knows ``sqlcipher3``."""
