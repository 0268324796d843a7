from tests.samples import assessed
from sharedcli.reports.risk_register import RegisterReport
from sharedcli.risk.risk import risk
from sharedcli.render import renderer
from sharedcli.reports.blocks import Report
import json
w=assessed("article_2006","crm","document-management","finance")
r=RegisterReport.of_risk(risk(w))
f=w.services[2].formed[1]
rep=Report("x",tuple(r.blocks_of(f)))
from sharedcli.render.text import *
import sharedcli.render as R
print([n for n in dir(R)])
