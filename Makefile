# Two commands to know, and one to measure. Each does all of its own set-up.
.PHONY: run test bench-quiz

run: ## the site, with the course and people to sign in as, on http://localhost:8000
	@.ci/serve

test: ## every check; T=tests/lms runs those tests alone
	@.ci/check $(T)

bench-quiz: ## starts, saves and submits per second, beside bare views in the same run
	@.ci/bench-quiz
