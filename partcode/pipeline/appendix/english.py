"""What a methods appendix says in English; `{name:one|many}` is a number with its noun."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "title": "Methods appendix",
    "undefined": "undefined",
    "none": "unknown",
    "all": "all codes",
    "any": "any code",
    # Corpus
    "corpus": "Corpus",
    "corpus.documents": "{documents:document|documents} with {words:word|words} of body text. Headings, references, "
    "navigation and headers are not counted among the words that rates divide by.",
    "corpus.cases": "The documents belong to {cases:case|cases} (persons or organisations).",
    "corpus.turns": "{spoken:document has|documents have} speakers, in {turns:turn|turns}. A document without turns "
    "has a voice, who wrote it, which is counted as a speaker.",
    "corpus.roles": "Who speaks in which role and from which side was given by the metadata of the corpus; no role "
    "was guessed.",
    "corpus.described": "A person has changed the description of {described:speaker|speakers} afterwards.",
    "corpus.unknown": "The role of {unknown:speaker|speakers} is unknown.",
    "corpus.doubts": "Of {doubtful:document|documents} there is something to know (annex B): {which}.",
    "doubts.notes": "{count:note|notes} of the reader",
    "doubts.lossy": "{count} with accented letters lost",
    "doubts.missing": "{count} whose file is no longer there",
    "doubts.changed": "{count} read anew since this run",
    "corpus.no_doubts": "No document was read in doubt.",
    "corpus.removed": "{removed:document|documents} of the run were deleted since; nothing of them is counted here.",
    "corpus.table": "Documents",
    "corpus.speakers": "Speakers by role and side",
    # Codebooks
    "codebooks": "Codebooks",
    "codebooks.applied": "{codebooks:codebook was|codebooks were} applied, with {codes:code|codes} and "
    "{rules:rule|rules}. The sha256 is of the file as it was applied, and of those that it extends or uses: another "
    "digest is another codebook.",
    "codebooks.shipped": "{shipped} of them came with partcode, unchanged.",
    "codebooks.unread": "Of {unread:codebook|codebooks} the title and the settings of rules can't be told any more, "
    "because a codebook that it uses has changed since.",
    "codebooks.table": "Codebooks, as they were applied",
    # Coding
    "coding": "Coding",
    "coding.unit": "The unit of coding is the {unit}. Coded were {kinds}. The language of each sentence was "
    "{language}; rules are matched in the language of the sentence.",
    "coding.language.auto": "found out sentence by sentence",
    "coding.language.en": "set to English",
    "coding.language.fr": "set to French",
    "coding.match": "Rules match inflected forms, exact words, beginnings of words and sequences of words with gaps, "
    "inside one sentence. All matches of a code in one segment are one coding; a segment may have several codes.",
    "coding.negation": "Negation is judged by clause, from words that negate and how far they reach, without a "
    "parser. {negated:coding is|codings are} marked as negated, and counted like the others.",
    "negation.flag": "What {count:rule|rules} found under a negation is kept and marked.",
    "negation.drop": "What {count:rule|rules} found under a negation is dropped.",
    "negation.ignore": "{count:rule takes|rules take} no notice of it, as for words that are a negation themselves.",
    "coding.reported": "{exerted:constraint says|constraints say} which roles exert what a code names: told by a "
    "speaker of another role, the coding is marked as reported ({reported:coding|codings}); where the speaker's role "
    "is unknown, this is left open ({perhaps:coding|codings}).",
    "coding.said": "{said:code or rule is|codes or rules are} coded only in what certain roles say.",
    "coding.lossy": "{lossy:codebook also matches|codebooks also match} words that have lost their accented letters.",
    "coding.chains": "Of {sequences:sequence|sequences} of codes over turns {chains:chain was|chains were} found, "
    "{complete} of them complete.",
    # Rules
    "rules": "Rules that fired",
    "rules.fired": "Of {rules:rule|rules}, {fired} fired at least once: {matches:match|matches}, "
    "{codings:coding|codings}. A rule says of itself how specific it is (certainty: high, medium, low). Annex A lists "
    "those that fired.",
    "rules.table": "Rules by codebook",
    # Coders
    "coders": "Coders",
    "coders.all": "{codings:coding|codings} in all: {proposed} proposed by rules and not decided on, {accepted} "
    "accepted by people or their own, {rejected} rejected. Analyses leave rejected codings out, unless "
    "they are asked for.",
    "coders.nobody": "No person has decided on a proposal or coded a segment: all codings are proposals of rules.",
    "coders.people": "{people:person has|people have} decided on proposals or coded.",
    "coders.table": "Who coded",
    # Agreement
    "agreement": "Agreement",
    "agreement.rules": "Rules with people",
    "agreement.precision": "Precision of the proposals: of those that a person decided on, the share that the person "
    "accepted, or coded alike, with its 95 % interval after Wilson (Newcombe 1998, method 3). It is of what was "
    "decided on, which is no random sample unless it was drawn as one; what the rules have missed is no part of it. "
    "Recall needs a reading of its own: partcode validate.",
    "agreement.no_precision": "Precision of the proposals is undefined: no person has decided on a proposal.",
    "agreement.no_kappa": "κ of rules and a person is undefined: a person is asked about what rules proposed, so that "
    "the rules have one value throughout.",
    "agreement.people": "People among themselves",
    "agreement.units": "κ (Cohen) and α (Krippendorff, nominal) are over segments that at least two people judged, "
    "one code at a time. A code is there for a person who coded or accepted it, and not there for one who rejected "
    "it, or judged the segment without giving it; a proposal left undecided is a missing value. Prevalence is the "
    "share of judgements that say that the code is there. The 95 % interval of α is from drawing documents again "
    "1,000 times.",
    "agreement.alone": "Agreement among people is undefined: no segment was judged by two people.",
    "why.nothing_shared": "no segment was judged by two people",
    "why.one_value": "undefined: all judged alike throughout, so that chance alone would agree",
    "why.more_than_two": "κ is of two people; see α",
    "why.few_segments": "fewer than 20 segments",
    "why.few_documents": "no interval: fewer than 3 documents",
    "why.few": "fewer than 20 decisions",
    # Software
    "software": "Software",
    "software.all": "The codings depend on these versions and on nothing else of a machine: the same files, "
    "codebooks, versions and options give the same codings, and the same id of the run ({run}).",
    "software.table": "Versions of the run",
    # Repeating
    "repeat": "To repeat it",
    "repeat.how": "FOLDER has the files of the corpus with their metadata. The text of every codebook that was "
    "applied is in the database, under its sha256.",
    "repeat.files": "{files:codebook|codebooks} must be at hand as files: {names}.",
    "repeat.lock": "partcode.lock holds this run: the last command says whether reading and coding anew gives the "
    "same.",
    "repeat.other_lock": "partcode.lock holds another run ({other}).",
    "repeat.no_lock": "There is no lock of this run: partcode lock puts it on record.",
    # Statistics
    "statistics": "Statistics and their sources",
    "statistics.freq": "codings, segments, speakers; rate per 1,000 body words; dispersion DP and DPnorm over "
    "documents",
    "statistics.crosstab": "codes by role, side, case …: counts, rates, adjusted residuals",
    "statistics.cooccur": "codes that stand together: Jaccard, PMI, φ; maximum spanning tree",
    "statistics.sequence": "transitions over turns, never over the end of a document: expected counts by the "
    "totals of each, adjusted residuals, Yule's Q, permutation within documents",
    "statistics.chains": "chains of the codebooks' sequences, against turns permuted within documents",
    "statistics.keyness": "words of one group against another: G², log ratio",
    "statistics.map": "correspondence analysis: coordinates, contributions, cos²",
    "statistics.saturation": "new codes per interview, over random orders of interviews",
    "statistics.profile": "clusters of cases by their codes, with a check of their stability",
    "statistics.methods": "agreement: precision of proposals, κ, α",
    "statistics.validate": "rules against a reading: precision, recall, F1",
    "statistics.table": "What each command computes",
    "references": "References",
    # Limits
    "limits": "What has to be kept in mind",
    "limits.proposals": "Codings of rules are proposals. A rule finds words, not what somebody means by them; what "
    "was not said in such words is not coded.",
    "limits.undecided": "{undecided} of {counted:coding that counts|codings that count} have not been decided on by a "
    "person.",
    "limits.descriptive": "Adjusted residuals, keyness and measures of association are descriptive. Turns cluster in "
    "speakers, and speakers in documents: the observations are not independent, and no p value is to be read from "
    "them. Where a p is given, it is of a permutation within documents.",
    "limits.small": "Where counts are small the tables warn; what is undefined is printed as undefined, never as 0 or "
    "1.",
    "limits.roles": "Roles are those of the metadata. Who speaks for an organisation is not the organisation.",
    # Checklists
    "checklists": "Reporting checklists",
    "checklists.answered": "What this appendix answers of COREQ (Tong, Sainsbury & Craig 2007) and SRQR (O'Brien et "
    "al. 2014). All other items are the authors' to answer: who the researchers are, how participants were chosen, "
    "ethics, how data were collected, how findings were interpreted.",
    "checklists.table": "Items",
    "item.coreq12": "COREQ 12, sample size",
    "item.coreq24": "COREQ 24, number of data coders",
    "item.coreq25": "COREQ 25, description of the coding tree",
    "item.coreq26": "COREQ 26, derivation of themes (in part: codes were written beforehand, in codebooks)",
    "item.coreq27": "COREQ 27, software",
    "item.srqr12": "SRQR 12, units of study",
    "item.srqr13": "SRQR 13, data processing (in part)",
    "item.srqr14": "SRQR 14, data analysis",
    "item.srqr15": "SRQR 15, techniques to enhance trustworthiness (in part)",
    "item.srqr19": "SRQR 19, limitations (in part)",
    # Annexes
    "annex.rules": "Annex A: rules that fired",
    "annex.doubts": "Annex B: documents to know something about",
    "annex.names": "It names documents: look through it before it is published.",
    "doubt.lossy": "accented letters are lost",
    "doubt.missing": "its file is no longer there",
    "doubt.changed": "read anew since this run",
    # Heads of columns
    "kind": "kind",
    "language": "language",
    "format": "format",
    "documents": "documents",
    "turns": "turns",
    "words": "body words",
    "role": "role",
    "side": "side",
    "speakers": "speakers",
    "codebook": "codebook",
    "version": "version",
    "codebook_title": "title",
    "codes": "codes",
    "uses": "uses",
    "fired": "fired",
    "matches": "matches",
    "codings": "codings",
    "rule_count": "rules",
    "code": "code",
    "rule": "rule",
    "certainty": "certainty",
    "coder": "coder",
    "what": "what",
    "accepted": "accepted",
    "rejected": "rejected",
    "person": "person",
    "decided": "decided",
    "precision": "precision",
    "interval": "95 % interval",
    "note": "note",
    "people": "people",
    "segments": "segments",
    "prevalence": "prevalence",
    "name": "name",
    "command": "command",
    "source": "source",
    "item": "item",
    "section": "section",
    "document": "document",
    # Values
    "coder.rules": "rules",
    "coder.person": "person",
    "unit.sentence": "sentence",
    "unit.paragraph": "paragraph",
    "unit.turn": "turn",
    "part.body": "body text",
    "part.heading": "headings",
    "part.reference": "references",
    "part.navigation": "navigation",
    "part.header": "headers",
    "kind.interview": "interview",
    "kind.document": "document",
    "language.en": "English",
    "language.fr": "French",
    "side.north": "North",
    "side.south": "South",
    "role.north_funder": "northern funder",
    "role.south_ngo": "southern NGO",
    "role.grassroots": "grassroots",
    "role.state": "state",
    "role.local_authority": "local authority",
    "role.io": "international organisation",
    "role.association": "association",
    "role.facilitator": "facilitator",
    "role.interviewer": "interviewer",
    "role.other": "other",
    "certainty.high": "high",
    "certainty.medium": "medium",
    "certainty.low": "low",
}
