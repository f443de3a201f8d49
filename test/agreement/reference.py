"""Answers the questions of agreement.test.ts with other people's implementations: scipy, statsmodels, lifelines.

Reads one JSON document from standard input and writes one to standard output.
"""

import json
import sys
import warnings

import numpy as np
from lifelines import AalenJohansenFitter
from scipy import optimize, special, stats
from statsmodels.stats.proportion import proportion_confint

warnings.filterwarnings("ignore")


def distributions(cases):
    return [
        {
            "betainc": float(special.betainc(c["a"], c["b"], c["x"])),
            "betaQuantile": float(stats.beta.ppf(c["x"], c["a"], c["b"])),
            "binomialCdf": float(stats.binom.cdf(c["k"], c["n"], c["x"])),
            "normalQuantile": float(stats.norm.ppf(c["x"])),
            "logGamma": float(special.gammaln(c["a"])),
        }
        for c in cases
    ]


def wilson(cases):
    return [
        [float(v) for v in proportion_confint(c["count"], c["of"], alpha=1 - c["level"], method="wilson")]
        for c in cases
    ]


def aalen_johansen(samples):
    answers = []
    for sample in samples:
        fitter = AalenJohansenFitter(calculate_variance=True, jitter_level=0)
        fitter.fit(sample["days"], sample["causes"], event_of_interest=1)
        density = fitter.cumulative_density_
        last = density.index[density.index <= sample["horizon"]][-1]
        answers.append(
            {"probability": float(density.loc[last].iloc[0]), "variance": float(np.ravel(fitter.variance_.loc[last])[0])}
        )
    return answers


def within_rep_effects(case):
    """Penalised logistic regression with a dummy for every rep and segment, by a general-purpose optimiser."""
    y = np.array(case["advanced"], dtype=float)
    z = np.array(case["scores"], dtype=float).T
    z = (z - z.mean(axis=0)) / z.std(axis=0)
    design = np.hstack([z, dummies(case["segments"]), dummies(case["reps"])])
    ridge = np.concatenate(
        [np.full(z.shape[1], 4.0), np.full(len(set(case["segments"])), 1.0), np.full(len(set(case["reps"])), 0.01)]
    )

    def loss(beta):
        eta = design @ beta
        return np.logaddexp(0, eta).sum() - y @ eta + 0.5 * (ridge * beta**2).sum()

    def gradient(beta):
        return design.T @ (special.expit(design @ beta) - y) + ridge * beta

    fitted = optimize.minimize(loss, np.zeros(design.shape[1]), jac=gradient, method="BFGS", options={"gtol": 1e-7})
    p = special.expit(design @ fitted.x)
    information = (design * (p * (1 - p))[:, None]).T @ design + np.diag(ridge)
    errors = np.sqrt(np.diag(np.linalg.inv(information)))
    count = z.shape[1]
    return {"effects": fitted.x[:count].tolist(), "errors": errors[:count].tolist()}


def dummies(labels):
    names = sorted(set(labels))
    return np.array([[1.0 if label == name else 0.0 for name in names] for label in labels])


def random_intercepts(case):
    """The model of one step by brute force: finer grids than ours over intercept, spread, typical spread and skill."""
    n = np.array(case["exposure"], dtype=float)
    x = np.array(case["advanced"], dtype=float)
    skills = np.arange(-3, 3.0001, 0.02)
    spreads = np.linspace(0.03, 1.1, 60)
    typical_spreads = np.linspace(0.03, 1.1, 200)
    hyper = np.exp(-0.5 * (typical_spreads / 0.5) ** 2) @ np.array(
        [stats.lognorm.pdf(spreads, 0.5, scale=typical) for typical in typical_spreads]
    )
    intercepts = special.logit(x.sum() / n.sum()) + np.linspace(-1, 1, 101)
    prior = np.array([stats.norm.pdf(skills, 0, spread) for spread in spreads])
    prior /= prior.sum(axis=1, keepdims=True)
    likelihood = np.zeros((len(n), len(intercepts), len(skills)))
    for i, a in enumerate(intercepts):
        p = special.expit(a + skills)
        logs = np.outer(x, np.log(p)) + np.outer(n - x, np.log1p(-p))
        likelihood[:, i] = np.exp(logs - logs.max(axis=1, keepdims=True)) * np.exp(
            logs.max(axis=1, keepdims=True) - special.xlogy(x, x / n)[:, None] - special.xlogy(n - x, 1 - x / n)[:, None]
        )
    marginal = likelihood @ prior.T
    weights = np.exp(np.log(marginal).sum(axis=0)) * hyper[None, :]
    weights /= weights.sum()
    typical = special.expit(intercepts)
    rates, gaps = [], []
    for r in range(len(n)):
        mass = likelihood[r] * ((weights / marginal[r]) @ prior)
        p = special.expit(intercepts[:, None] + skills[None, :])
        rates.append(float((mass * p).sum()))
        gaps.append(float((mass * (p < 0.9 * typical[:, None])).sum()))
    return {"rates": rates, "typical": float((weights.sum(axis=1) * typical).sum()), "pGaps": gaps}


question = json.load(sys.stdin)
json.dump(
    {
        "distributions": distributions(question["distributions"]),
        "wilson": wilson(question["wilson"]),
        "aalenJohansen": aalen_johansen(question["aalenJohansen"]),
        "withinRepEffects": within_rep_effects(question["withinRepEffects"]),
        "randomIntercepts": random_intercepts(question["randomIntercepts"]),
    },
    sys.stdout,
)
