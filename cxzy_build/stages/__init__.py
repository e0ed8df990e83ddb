"""The stages of a build, one after the other as `recipe` has them; each takes the results of those before."""
