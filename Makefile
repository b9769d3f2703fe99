# Two commands to know. Both do all of their own set-up.
.PHONY: run test

run: ## the site, with the course and people to sign in as, on http://localhost:8000
	@.ci/serve

test: ## every check; T=tests/lms runs those tests alone
	@.ci/check $(T)
