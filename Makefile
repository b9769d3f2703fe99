# Two commands to know, one to ask others, and two to measure. Each does all of its own set-up.
.PHONY: run test test-certificates bench-quiz bench-certificates

run: ## the site, with the course and people to sign in as, on http://localhost:8000
	@.ci/serve

test: ## every check; T=tests/lms runs those tests alone
	@.ci/check $(T)

test-certificates: ## what verifiers that are not ours say of our certificates
	@.ci/test-certificates

bench-quiz: ## starts, saves and submits per second, beside bare views in the same run
	@.ci/bench-quiz

bench-certificates: ## certificates and verifications per second, beside bare ones in the same run
	@.ci/bench-certificates
