"""Where the statistics of the commands come from, and the works that are named."""

from __future__ import annotations

from collections.abc import Mapping

# By command; what it computes is said in the texts of each language.
STATISTICS: Mapping[str, str] = {
    "freq": "Gries (2008); Lijffijt & Gries (2012)",
    "crosstab": "Haberman (1973)",
    "cooccur": "Jaccard (1912); Yule (1912); Church & Hanks (1990)",
    "sequence": "Bakeman & Quera (2011); Mantel & Haenszel (1959); Phipson & Smyth (2010)",
    "chains": "Phipson & Smyth (2010)",
    "keyness": "Dunning (1993); Hardie (2014)",
    "map": "Greenacre (1984)",
    "saturation": "Guest, Namey & Chen (2020)",
    "profile": "Ward (1963); Legendre & Gallagher (2001); Rousseeuw (1987); Hennig (2007)",
    "methods": "Cohen (1960); Krippendorff (2011); Newcombe (1998)",
    "validate": "Newcombe (1998); Efron & Tibshirani (1993)",
}

REFERENCES = (
    "Bakeman, R., & Quera, V. (2011). Sequential Analysis and Observational Methods for the Behavioral Sciences. "
    "Cambridge University Press.",
    "Church, K. W., & Hanks, P. (1990). Word association norms, mutual information, and lexicography. Computational "
    "Linguistics, 16(1), 22–29.",
    "Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement, "
    "20(1), 37–46.",
    "Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence. Computational Linguistics, "
    "19(1), 61–74.",
    "Efron, B., & Tibshirani, R. J. (1993). An Introduction to the Bootstrap. Chapman & Hall.",
    "Greenacre, M. J. (1984). Theory and Applications of Correspondence Analysis. Academic Press.",
    "Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International Journal of Corpus "
    "Linguistics, 13(4), 403–437.",
    "Guest, G., Namey, E., & Chen, M. (2020). A simple method to assess and report thematic saturation in qualitative "
    "research. PLOS ONE, 15(5), e0232076.",
    "Haberman, S. J. (1973). The analysis of residuals in cross-classified tables. Biometrics, 29(1), 205–220.",
    "Hardie, A. (2014). Log ratio: an informal introduction. ESRC Centre for Corpus Approaches to Social Science, "
    "Lancaster University.",
    "Hennig, C. (2007). Cluster-wise assessment of cluster stability. Computational Statistics & Data Analysis, 52(1), "
    "258–271.",
    "Jaccard, P. (1912). The distribution of the flora in the alpine zone. New Phytologist, 11(2), 37–50.",
    "Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania.",
    "Legendre, P., & Gallagher, E. D. (2001). Ecologically meaningful transformations for ordination of species data. "
    "Oecologia, 129(2), 271–280.",
    "Lijffijt, J., & Gries, S. Th. (2012). Correction to Stefan Th. Gries' “Dispersions and adjusted frequencies in "
    "corpora”. International Journal of Corpus Linguistics, 17(1), 147–149.",
    "Mantel, N., & Haenszel, W. (1959). Statistical aspects of the analysis of data from retrospective studies of "
    "disease. Journal of the National Cancer Institute, 22(4), 719–748.",
    "Newcombe, R. G. (1998). Two-sided confidence intervals for the single proportion: comparison of seven methods. "
    "Statistics in Medicine, 17(8), 857–872.",
    "O'Brien, B. C., Harris, I. B., Beckman, T. J., Reed, D. A., & Cook, D. A. (2014). Standards for reporting "
    "qualitative research: a synthesis of recommendations. Academic Medicine, 89(9), 1245–1251.",
    "Phipson, B., & Smyth, G. K. (2010). Permutation p-values should never be zero: calculating exact p-values when "
    "permutations are randomly drawn. Statistical Applications in Genetics and Molecular Biology, 9(1), article 39.",
    "Rousseeuw, P. J. (1987). Silhouettes: a graphical aid to the interpretation and validation of cluster analysis. "
    "Journal of Computational and Applied Mathematics, 20, 53–65.",
    "Tong, A., Sainsbury, P., & Craig, J. (2007). Consolidated criteria for reporting qualitative research (COREQ): a "
    "32-item checklist for interviews and focus groups. International Journal for Quality in Health Care, 19(6), "
    "349–357.",
    "Ward, J. H. (1963). Hierarchical grouping to optimize an objective function. Journal of the American Statistical "
    "Association, 58(301), 236–244.",
    "Yule, G. U. (1912). On the methods of measuring association between two attributes. Journal of the Royal "
    "Statistical Society, 75(6), 579–652.",
)
