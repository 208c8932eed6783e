"""Second opinion on least squares and mixed models: statsmodels on the rows that R's reference numbers rest on (../linear-robust/input.csv, ../mixed/input.csv).

Run in this folder: python3 second_opinion.py (Debian's python3-statsmodels). Writes expected.json. The optimum of MixedLM is followed from its own end by Newton steps on its own score, as its optimisers stop early.
"""
import json
import warnings

import numpy as np
import pandas as pd
import scipy
import statsmodels
import statsmodels.formula.api as smf
from statsmodels.regression.mixed_linear_model import MixedLMParams

warnings.simplefilter("ignore")


def numbers(values):
    return [float(value) if np.isfinite(value) else None for value in np.asarray(values)]


def terms(names):
    """statsmodels' names of coefficients in R's spelling."""
    return ["(Intercept)" if name == "Intercept" else name.replace("[T.", "").replace("[", "").replace("]", "") for name in names]


def linear_case(formula, weights, vcov, clusters, rows):
    model = smf.ols(formula, rows) if not weights else smf.wls(formula, rows, weights=rows[weights])
    if vcov == "classical":
        fit = model.fit(use_t=True)
    elif vcov.startswith("HC"):
        fit = model.fit(cov_type=vcov, use_t=True)
    else:
        groups = rows[clusters].apply(lambda column: pd.factorize(column)[0]).to_numpy()
        groups = groups[:, 0] if len(clusters) == 1 else groups
        fit = model.fit(cov_type="cluster", cov_kwds={"groups": groups, "use_correction": vcov == "CR1", "df_correction": True}, use_t=True)
    df = fit.df_resid_inference if hasattr(fit, "df_resid_inference") and fit.df_resid_inference is not None else fit.df_resid
    if len(clusters) == 2:
        df = min(rows[name].nunique() for name in clusters) - 1
    interval = fit.params.to_numpy()[:, None] + np.outer(fit.bse, scipy.stats.t.ppf([0.025, 0.975], df))
    return {"formula": formula, "weights": weights, "vcov": vcov, "clusters": clusters, "terms": terms(fit.params.index), "estimate": numbers(fit.params), "stdError": numbers(fit.bse), "df": float(df),
            "pValue": numbers(2 * scipy.stats.t.sf(np.abs(fit.params / fit.bse), df)), "confLow": numbers(interval[:, 0]), "confHigh": numbers(interval[:, 1]), "r2": float(fit.rsquared), "nobs": int(fit.nobs), "definite": bool(np.linalg.eigvalsh(fit.cov_params().to_numpy()).min() > 0)}


def polished(model, fit, reml):
    """Newton on the profile likelihood over the Cholesky factor of the covariance of the effects in units of the error variance; central differences of the likelihood, Richardson over three steps."""
    at = fit.params_object.get_packed(use_sqrt=True, has_fe=False)
    value = lambda packed: model.loglike(MixedLMParams.from_packed(packed, model.k_fe, model.k_re, use_sqrt=True, has_fe=False), profile_fe=True)

    def slope(point):
        out = np.zeros(len(point))
        for i in range(len(point)):
            step = np.eye(len(point))[i]
            d = [(value(point + h * step) - value(point - h * step)) / (2 * h) for h in (0.02, 0.01, 0.005)]
            d = [(4 * d[1] - d[0]) / 3, (4 * d[2] - d[1]) / 3]
            out[i] = (16 * d[1] - d[0]) / 15
        return out

    for _ in range(8):
        bend = np.array([(slope(at + 1e-3 * e) - slope(at - 1e-3 * e)) / 2e-3 for e in np.eye(len(at))])
        move = np.linalg.solve((bend + bend.T) / 2, slope(at))
        at = at - move
        if np.max(np.abs(move)) < 1e-11:
            break
    return MixedLMParams.from_packed(at, model.k_fe, model.k_re, use_sqrt=True, has_fe=False)


def mixed_case(formula, group, random, reml, rows):
    model = smf.mixedlm(formula, rows, groups=rows[group], re_formula=random)
    fit = model.fit(reml=reml, method=["bfgs", "lbfgs"])
    found = polished(model, fit, reml)
    ratio = found.cov_re
    precision, product = 0, 0
    for i, label in enumerate(model.group_labels):
        x, z, y = model.exog_li[i], model.exog_re_li[i], model.endog_li[i]
        v = np.eye(len(y)) + z @ ratio @ z.T
        precision, product = precision + x.T @ np.linalg.solve(v, x), product + x.T @ np.linalg.solve(v, y)
    beta = np.linalg.solve(precision, product)
    squares = 0
    for i, label in enumerate(model.group_labels):
        rest = model.endog_li[i] - model.exog_li[i] @ beta
        squares += rest @ np.linalg.solve(np.eye(len(rest)) + model.exog_re_li[i] @ ratio @ model.exog_re_li[i].T, rest)
    scale = squares / (model.nobs - (model.k_fe if reml else 0))
    # What statsmodels itself reports must agree to what its optimiser leaves.
    assert np.allclose(beta, fit.fe_params, rtol=1e-4, atol=1e-5) and np.isclose(scale, fit.scale, rtol=1e-3), (beta, fit.fe_params, scale, fit.scale)
    llf = model.loglike(found, profile_fe=True)
    return {"formula": f"{formula} + ({random} | {group})", "reml": reml, "terms": terms(model.exog_names), "estimate": numbers(beta), "stdError": numbers(np.sqrt(scale * np.diag(np.linalg.inv(precision)))),
            "sigma": float(np.sqrt(scale)), "covariance": [numbers(row) for row in ratio * scale], "logLikelihood": float(llf), "reported": numbers(fit.fe_params), "nobs": int(model.nobs)}


linear = pd.read_csv("../linear-robust/input.csv")
mixed = pd.read_csv("../mixed/input.csv")
cases = []
for formula in ["y ~ trust + efficacy + kind + share", "y ~ trust*kind", "y ~ trust + I(trust**2) + efficacy", "y ~ 1"]:
    for weights in ["", "w"]:
        for vcov in ["classical", "HC0", "HC1", "HC2", "HC3"]:
            cases.append(linear_case(formula, weights, vcov, [], linear))
        for vcov in ["CR0", "CR1"]:
            for clusters in [["community"], ["community", "year"]]:
                cases.append(linear_case(formula, weights, vcov, clusters, linear))
for case in cases:
    case["formula"] = case["formula"].replace("**", "^")
    case["terms"] = [term.replace(" ** ", "^") for term in case["terms"]]
models = [mixed_case(*one, reml, mixed) for one in [("y ~ x + z + kind", "community", "1"), ("y ~ x * w", "community", "1 + x"), ("three ~ x", "subdistrict", "1"), ("y ~ x + z + w", "community", "1 + x")] for reml in [True, False]]
with open("expected.json", "w", encoding="utf-8") as file:
    json.dump({"versions": f"statsmodels {statsmodels.__version__}, numpy {np.__version__}, scipy {scipy.__version__}, pandas {pd.__version__}", "cases": cases, "mixed": models}, file, indent=1)
    file.write("\n")
