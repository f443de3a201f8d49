"""What Schemathesis is told about this product: whose tokens to use, which ids exist, and that no tenant sees another's words."""

import json
import os
import random

import schemathesis

with open(os.environ["STEPUP_FUZZ_SETTING"], encoding="utf8") as file:
    setting = json.load(file)

bearers = setting["bearers"]
tenant_of = {f"Bearer {bearer['token']}": bearer["tenant"] for bearer in bearers}
planted = setting["planted"]
pool = setting["pool"]
chance = random.Random(setting["seed"])

# What a name in a path or a body stands for, so that requests are about what is there.
people_fields = {"rep_id", "learner_id", "guest_id", "person_id", "owner_id", "coach_id", "rep", "manager", "learner", "coach"}
plan_fields = {"plan_id", "continues", "plan"}


def known(name, path):
    if name in people_fields:
        return chance.choice(pool["people"])
    if name in plan_fields:
        return chance.choice(pool["plans"])
    if name == "id":
        root = path.split("/")[2]
        return chance.choice(pool["byRoot"].get(root, pool["people"]))
    return None


def cleaned(value):
    """Without the planted words: Schemathesis sends back what it has read, and then both tenants would hold them."""
    if isinstance(value, str):
        for word in planted.values():
            value = value.replace(word, "word")
        return value
    if isinstance(value, dict):
        return {cleaned(key): cleaned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    return value


def settle(values, path):
    for name, value in list(values.items()):
        if isinstance(value, dict):
            settle(value, path)
        elif isinstance(value, str) and chance.random() < 0.7:
            values[name] = known(name, path) or value


@schemathesis.hook
def before_call(context, case, kwargs):
    case.headers = dict(case.headers or {})
    case.path_parameters = cleaned(case.path_parameters)
    case.query = cleaned(case.query)
    case.body = cleaned(case.body)
    case.headers["Authorization"] = f"Bearer {chance.choice(bearers)['token']}"
    if case.operation.definition.raw.get("operationId") in setting["leaveIdsOf"]:
        return
    if "If-Match" in case.headers and chance.random() < 0.6:
        case.headers["If-Match"] = f'"{chance.randint(1, 6)}"'
    for part in (case.path_parameters, case.query, case.body):
        if isinstance(part, dict):
            settle(part, case.path)


@schemathesis.check
def nothing_of_another_tenant(ctx, response, case):
    asked = tenant_of.get(response.request.headers.get("Authorization"))
    if asked is None:
        return
    text = response.text
    for tenant, word in planted.items():
        if tenant != asked and word in text:
            raise AssertionError(f"an answer to {asked} holds words of {tenant}")
