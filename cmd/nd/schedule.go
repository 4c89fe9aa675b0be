package main

type scheduleCmd struct{}
