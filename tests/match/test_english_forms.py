"""What an English pattern finds beside what is written, and what it doesn't."""

import pytest
from finding import found

FOUND = """
do not | they don't consult us
do not consult | they didn't consult us
not consult | they didn't consult us
can not | we can't pay
can not | we cannot pay
cannot | we cannot pay
will not | they won't sign
would not | she wouldn’t sign
they be | they're late
we be | we’re partners
it be | it's our money
who be | who's paying
there be | there's no trust
we would | we'd sign
they will | they'll sign
they have | they've signed
partner | the partner's plan
partner | the partners' plan
partner's | a partner’s plan
co-operation | our co-operation
co-operation | our cooperation
co-operation | our co operation
cooperation | our co-operation
cooperation | our co operation
co operation | our co-operation
co operation | our cooperation
decision-making | in decision making
decision-making | in decisionmaking
decision making | in decision-making
decision making | in decisionmaking
decisionmaking | in decision-making
decisionmaking | in decision making
decision maker | the decision-makers
long-term | a long term plan
long-term | a longterm plan
long term | a long-term plan
grass-roots | the grassroots
grass-roots | the grass roots
grassroots | the grass-roots
grassroots | the grass roots
grass roots | the grassroots
North-South | North/South relations
North-South | North–South relations
North-South | North South relations
north south | North-South relations
capacity building | capacity-building
self-determination | self determination
organisation | organizations
organization | organisations
organise | they organized it
organisational | organizational change
organisat* | organizations
organiz* | an organised protest
recognise | recognized
recognition | recognition
programme | the programs
program | a programme
centre | centers of power
center | a centre
labour | child labor
labor | labour rights
favour | favored partners
favourable | favorable terms
behaviour | behaviors
neighbour | our neighbors
honour | they honored it
analyse | we analyzed it
analyze | we analysed it
defence | their defense
licence | a license
judgement | their judgment
acknowledgement | an acknowledgment
travel | they travelled
counsellor | a counselor
fulfil | fulfilling the terms
fulfill | it fulfils the terms
enrolment | enrollment
dialogue | a dialog
sceptical | skeptical of it
ageing | aging donors
enquiry | an inquiry
practise | in practice
towards | toward them
withhold | they withheld it
forbid | they forbade it
seek | they sought consent
undertake | we undertook it
give in | they gave in
bind | legally bound
lay down | they laid down rules
impose | imposing terms
break | a broken promise
swear | he swore
criterion | the criteria
phenomenon | such phenomena
crisis | two crises
basis | on many bases
woman | women
child | children
person | people
wife | wives
life | their lives
analysis | analyses
close | a closer look
strong | the strongest
big | bigger grants
easy | easier terms
wealthy | the wealthiest donors
fund | their funding
plan | they were planning
NGO | two NGOs
CBO | all CBOs
nngo | the NNGOs
partner | our partner(s)
partner organisation | partner(s) organisations
co-create | co-creating
don't | they don't
cancel | cancelling
model | modelled
label | labelling
signal | they signalled
travel | travelling
prefer | they preferred
half | both halves
meeting | two meetings
meet | a meeting
woman-led | women-led groups
stakeholder | the stake holders
bottom up | a bottom-up approach
top down approach | a top-down approach
give and take | some give-and-take
step by step | a step-by-step plan
in kind | an in-kind gift
"""

NOT_FOUND = """
co-operation | the operation
operation | our co-operation
decision-making | a decision
long-term | the term was long
wise | wize
prize | surprise
four | for us
our | or us
file | filling it in
"North-South" | North South
"don't" | do not
"organisation" | organization
partner be | the partner's plan
north south | from north to south
fund raiser | funds
close | the closet
part | a partner
numb | a number
new | the news
be | the bee
meeting | we met
understanding | they understood
left | they leave
funding | we fund it
can | couth
we | they told us
us | we told them
i | tell me
donor | a donor-driven plan
in form | inform
come to | a comet
"""


def pairs(table):
    return [tuple(part.strip() for part in line.split(" | "))[:2] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("pattern", "text"), pairs(FOUND))
def test_is_found(pattern, text):
    assert found(pattern, text, "en")


@pytest.mark.parametrize(("pattern", "text"), pairs(NOT_FOUND))
def test_is_not_found(pattern, text):
    assert not found(pattern, text, "en")
