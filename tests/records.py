"""Records used by several test files."""

from tjstats.records.publication import Indicator, Source
from tjstats.values.periods import AsOf, Period

JOBS = Indicator(
    "employment.new_urban_jobs", "万人", "flow", "higher", zh="城镇新增就业", en="New urban jobs"
)
INSURED = Indicator("social.pension_insured", "万人", "stock", "higher", zh="基本养老保险参保人数")
UNEMPLOYMENT = Indicator("employment.unemployment_rate", "%", "rate", "lower", zh="城镇调查失业率")
WAGE = Indicator("labour.minimum_wage", "元/月", "average", "higher", zh="最低工资标准")
PRICES = Indicator("prices.cpi", "点", "index", zh="居民消费价格指数")
INDICATORS = (JOBS, INSURED, UNEMPLOYMENT, WAGE, PRICES)

PAGE = Source("tjrb-2025-11", "天津日报", "天津日报社", Period.month(2025, 11))
Y2021, Y2025, END_2020, END_2025 = Period.year(2021), Period.year(2025), AsOf("2020"), AsOf("2025")
PLAN = Period.years(2021, 2025)
