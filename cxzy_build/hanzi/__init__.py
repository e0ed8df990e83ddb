"""Simplified and Traditional Chinese: conversion of texts, names and HTML."""
