/** What the methods are taken from. Each stands here once; a method names those it follows. */
import type { Source } from '#lib/statistics/register/method.ts';

const source = (authors: string, year: number, title: string, where: string): Source => ({
	authors,
	year,
	title,
	in: where
});

export const ALTMAN = source(
	'Altman DG',
	1991,
	'Practical statistics for medical research',
	'Chapman & Hall'
);
export const ARMITAGE = source(
	'Armitage P',
	1955,
	'Tests for linear trends in proportions and frequencies',
	'Biometrics 11'
);
export const AUSTIN = source(
	'Austin PC',
	2009,
	'Balance diagnostics for comparing the distribution of baseline covariates between treatment groups in propensity-score matched samples',
	'Statistics in Medicine 28'
);
export const BARLOW = source(
	'Barlow RE, Bartholomew DJ, Bremner JM, Brunk HD',
	1972,
	'Statistical inference under order restrictions',
	'Wiley'
);
export const BENJAMINI_HOCHBERG = source(
	'Benjamini Y, Hochberg Y',
	1995,
	'Controlling the false discovery rate',
	'Journal of the Royal Statistical Society B 57'
);
export const BLAND_ALTMAN_1986 = source(
	'Bland JM, Altman DG',
	1986,
	'Statistical methods for assessing agreement between two methods of clinical measurement',
	'The Lancet 327'
);
export const BLAND_ALTMAN_1999 = source(
	'Bland JM, Altman DG',
	1999,
	'Measuring agreement in method comparison studies',
	'Statistical Methods in Medical Research 8'
);
export const BORENSTEIN = source(
	'Borenstein M, Hedges LV, Higgins JPT, Rothstein HR',
	2009,
	'Introduction to meta-analysis',
	'Wiley'
);
export const BREUKELEN = source(
	'van Breukelen GJP',
	2006,
	'ANCOVA versus change from baseline had more power in randomized studies and more bias in nonrandomized studies',
	'Journal of Clinical Epidemiology 59'
);
export const BROOKMEYER_CROWLEY = source(
	'Brookmeyer R, Crowley J',
	1982,
	'A confidence interval for the median survival time',
	'Biometrics 38'
);
export const CLOPPER_PEARSON = source(
	'Clopper CJ, Pearson ES',
	1934,
	'The use of confidence or fiducial limits illustrated in the case of the binomial',
	'Biometrika 26'
);
export const COCHRAN_1954 = source(
	'Cochran WG',
	1954,
	'Some methods for strengthening the common χ² tests',
	'Biometrics 10'
);
export const COCHRAN_1977 = source('Cochran WG', 1977, 'Sampling techniques, 3rd edition', 'Wiley');
export const COHEN = source(
	'Cohen J',
	1968,
	'Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial credit',
	'Psychological Bulletin 70'
);
export const CUTLER_EDERER = source(
	'Cutler SJ, Ederer F',
	1958,
	'Maximum utilization of the life table method in analyzing survival',
	'Journal of Chronic Diseases 8'
);
export const EFRON_TIBSHIRANI = source(
	'Efron B, Tibshirani RJ',
	1993,
	'An introduction to the bootstrap',
	'Chapman & Hall'
);
export const FDA = source(
	'US Food and Drug Administration',
	2023,
	'Adjusting for covariates in randomized clinical trials for drugs and biological products',
	'Guidance for industry'
);
export const FISHER = source(
	'Fisher RA',
	1935,
	'The logic of inductive inference',
	'Journal of the Royal Statistical Society 98'
);
export const FLEISS_1969 = source(
	'Fleiss JL, Cohen J, Everitt BS',
	1969,
	'Large sample standard errors of kappa and weighted kappa',
	'Psychological Bulletin 72'
);
export const FLEISS_1981 = source(
	'Fleiss JL',
	1981,
	'Statistical methods for rates and proportions, 2nd edition',
	'Wiley'
);
export const FLEISS_2003 = source(
	'Fleiss JL, Levin B, Paik MC',
	2003,
	'Statistical methods for rates and proportions, 3rd edition',
	'Wiley'
);
export const FRANCO = source(
	'Franco C, Little RJA, Louis TA, Slud EV',
	2019,
	'Comparative study of confidence intervals for proportions in complex sample surveys',
	'Journal of Survey Statistics and Methodology 7'
);
export const GARWOOD = source(
	'Garwood F',
	1936,
	'Fiducial limits for the Poisson distribution',
	'Biometrika 28'
);
export const GUENTHER = source(
	'Guenther WC',
	1981,
	'Sample size formulas for normal theory t tests',
	'The American Statistician 35'
);
export const HANLEY = source(
	'Hanley JA, Lippman-Hand A',
	1983,
	'If nothing goes wrong, is everything all right? Interpreting zero numerators',
	'JAMA 249'
);
export const HARRELL = source(
	'Harrell FE',
	2015,
	'Regression modeling strategies, 2nd edition',
	'Springer'
);
export const HEDGES_OLKIN = source(
	'Hedges LV, Olkin I',
	1985,
	'Statistical methods for meta-analysis',
	'Academic Press'
);
export const HODGES_LEHMANN = source(
	'Hodges JL, Lehmann EL',
	1963,
	'Estimates of location based on rank tests',
	'Annals of Mathematical Statistics 34'
);
export const HOLLANDER_WOLFE = source(
	'Hollander M, Wolfe DA',
	1999,
	'Nonparametric statistical methods, 2nd edition',
	'Wiley'
);
export const HOLM = source(
	'Holm S',
	1979,
	'A simple sequentially rejective multiple test procedure',
	'Scandinavian Journal of Statistics 6'
);
export const HYNDMAN_FAN = source(
	'Hyndman RJ, Fan Y',
	1996,
	'Sample quantiles in statistical packages',
	'The American Statistician 50'
);
export const JAESCHKE = source(
	'Jaeschke R, Singer J, Guyatt GH',
	1989,
	'Measurement of health status: ascertaining the minimal clinically important difference',
	'Controlled Clinical Trials 10'
);
export const JONCKHEERE = source(
	'Jonckheere AR',
	1954,
	'A distribution-free k-sample test against ordered alternatives',
	'Biometrika 41'
);
export const KALBFLEISCH_PRENTICE = source(
	'Kalbfleisch JD, Prentice RL',
	1980,
	'The statistical analysis of failure time data',
	'Wiley'
);
export const KAPLAN_MEIER = source(
	'Kaplan EL, Meier P',
	1958,
	'Nonparametric estimation from incomplete observations',
	'Journal of the American Statistical Association 53'
);
export const KATZ = source(
	'Katz D, Baptista J, Azen SP, Pike MC',
	1978,
	'Obtaining confidence intervals for the risk ratio in cohort studies',
	'Biometrics 34'
);
export const KISH = source('Kish L', 1965, 'Survey sampling', 'Wiley');
export const KORN_GRAUBARD = source(
	'Korn EL, Graubard BI',
	1998,
	'Confidence intervals for proportions with small expected number of positive counts estimated from survey data',
	'Survey Methodology 24'
);
export const LAIRD_WARE = source(
	'Laird NM, Ware JH',
	1982,
	'Random-effects models for longitudinal data',
	'Biometrics 38'
);
export const LANEY = source(
	'Laney DB',
	2002,
	'Improved control charts for attributes',
	'Quality Engineering 14'
);
export const LI_MORGAN_ZASLAVSKY = source(
	'Li F, Morgan KL, Zaslavsky AM',
	2018,
	'Balancing covariates via propensity score weighting',
	'Journal of the American Statistical Association 113'
);
export const LIANG_ZEGER = source(
	'Liang KY, Zeger SL',
	1986,
	'Longitudinal data analysis using generalized linear models',
	'Biometrika 73'
);
export const MALLINCKRODT = source(
	'Mallinckrodt CH, Lane PW, Schnell D, Peng Y, Mancuso JP',
	2008,
	'Recommendations for the primary analysis of continuous endpoints in longitudinal clinical trials',
	'Drug Information Journal 42'
);
export const MANN_WHITNEY = source(
	'Mann HB, Whitney DR',
	1947,
	'On a test of whether one of two random variables is stochastically larger than the other',
	'Annals of Mathematical Statistics 18'
);
export const MANSKI = source(
	'Manski CF',
	1989,
	'Anatomy of the selection problem',
	'The Journal of Human Resources 24'
);
export const MANTEL = source(
	'Mantel N',
	1966,
	'Evaluation of survival data and two new rank order statistics arising in its consideration',
	'Cancer Chemotherapy Reports 50'
);
export const MCCULLAGH_NELDER = source(
	'McCullagh P, Nelder JA',
	1989,
	'Generalized linear models, 2nd edition',
	'Chapman & Hall'
);
export const MCGRAW_WONG = source(
	'McGraw KO, Wong SP',
	1996,
	'Forming inferences about some intraclass correlation coefficients',
	'Psychological Methods 1'
);
export const NEWCOMBE_SINGLE = source(
	'Newcombe RG',
	1998,
	'Two-sided confidence intervals for the single proportion: comparison of seven methods',
	'Statistics in Medicine 17'
);
export const NEWCOMBE_INDEPENDENT = source(
	'Newcombe RG',
	1998,
	'Interval estimation for the difference between independent proportions: comparison of eleven methods',
	'Statistics in Medicine 17'
);
export const NEWCOMBE_PAIRED = source(
	'Newcombe RG',
	1998,
	'Improved confidence intervals for the difference between binomial proportions based on paired data',
	'Statistics in Medicine 17'
);
export const NHS_2018 = source(
	'NHS Improvement',
	2018,
	'Making data count: an interactive guide',
	'NHS Improvement'
);
export const NHS_2019 = source(
	'NHS England, NHS Improvement',
	2019,
	'Making data count: strengthening your decisions',
	'NHS England'
);
export const PATTERSON_THOMPSON = source(
	'Patterson HD, Thompson R',
	1971,
	'Recovery of inter-block information when block sizes are unequal',
	'Biometrika 58'
);
export const PRZYBOROWSKI_WILENSKI = source(
	'Przyborowski J, Wilenski H',
	1940,
	'Homogeneity of results in testing samples from Poisson series',
	'Biometrika 31'
);
export const ROSENBAUM_RUBIN = source(
	'Rosenbaum PR, Rubin DB',
	1983,
	'The central role of the propensity score in observational studies for causal effects',
	'Biometrika 70'
);
export const SENN = source(
	'Senn S',
	2006,
	'Change from baseline and analysis of covariance revisited',
	'Statistics in Medicine 25'
);
export const SHROUT_FLEISS = source(
	'Shrout PE, Fleiss JL',
	1979,
	'Intraclass correlations: uses in assessing rater reliability',
	'Psychological Bulletin 86'
);
export const SPIEGELHALTER_FUNNEL = source(
	'Spiegelhalter DJ',
	2005,
	'Funnel plots for comparing institutional performance',
	'Statistics in Medicine 24'
);
export const SPIEGELHALTER_SPREAD = source(
	'Spiegelhalter DJ',
	2005,
	'Handling over-dispersion of performance indicators',
	'Quality and Safety in Health Care 14'
);
export const STEFANSKI_BOOS = source(
	'Stefanski LA, Boos DD',
	2002,
	'The calculus of M-estimation',
	'The American Statistician 56'
);
export const STONE = source(
	'Stone M',
	1974,
	'Cross-validatory choice and assessment of statistical predictions',
	'Journal of the Royal Statistical Society B 36'
);
export const TERPSTRA = source(
	'Terpstra TJ',
	1952,
	'The asymptotic normality and consistency of Kendall’s test against trend, when ties are present in one ranking',
	'Indagationes Mathematicae 14'
);
export const UNO = source(
	'Uno H, Claggett B, Tian L, et al.',
	2014,
	'Moving beyond the hazard ratio in quantifying the between-group difference in survival analysis',
	'Journal of Clinical Oncology 32'
);
export const VET = source(
	'de Vet HCW, Terwee CB, Knol DL, Bouter LM',
	2006,
	'When to use agreement versus reliability measures',
	'Journal of Clinical Epidemiology 59'
);
export const WALKER = source(
	'Walker AM, Patrick AR, Lauer MS, et al.',
	2013,
	'A tool for assessing the feasibility of comparative effectiveness research',
	'Comparative Effectiveness Research 3'
);
export const WELCH = source(
	'Welch BL',
	1947,
	'The generalization of “Student’s” problem when several different population variances are involved',
	'Biometrika 34'
);
export const WHEELER = source(
	'Wheeler DJ',
	2000,
	'Understanding variation: the key to managing chaos, 2nd edition',
	'SPC Press'
);
export const WILCOXON = source(
	'Wilcoxon F',
	1945,
	'Individual comparisons by ranking methods',
	'Biometrics Bulletin 1'
);
export const WILSON = source(
	'Wilson EB',
	1927,
	'Probable inference, the law of succession, and statistical inference',
	'Journal of the American Statistical Association 22'
);
export const YANG_DALTON = source(
	'Yang D, Dalton JE',
	2012,
	'A unified approach to measuring the effect size between two groups using SAS',
	'SAS Global Forum, paper 335'
);
