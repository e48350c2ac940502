"""The short form of a table's definition, as a scenario file's `table` statement has it.

    table orders: customer S, placed N
      global by_state: state S, placed N; projects total, currency
      global by_place: country S + city S, street S + house N; projects all
      local by_total: total N; projects keys
      stream NEW_AND_OLD_IMAGES
      capacity 5 read, 5 write

The first part is the partition key, the second the sort key; + joins the attributes of a multi-attribute key.
"""
import re

DETAIL = re.compile(r"(global|local) (\w+): |stream (\w+)$|capacity (\d+) read, (\d+) write$")


def parse(keys, details):
    """The body of CreateTable without its TableName. Throws ValueError, which says what is wrong."""
    attributes = {}
    schema = key_schema(keys, attributes)
    definition = {"AttributeDefinitions": None, "KeySchema": schema, "BillingMode": "PAY_PER_REQUEST"}
    for line in details:
        found = DETAIL.match(line)
        if found[1]:
            index_keys, _, projects = line[found.end():].partition("; projects ")
            if found[1] == "local":
                index_keys = f"{schema[0]['AttributeName']}, {index_keys}"
            member = "GlobalSecondaryIndexes" if found[1] == "global" else "LocalSecondaryIndexes"
            definition.setdefault(member, []).append(
                {"IndexName": found[2], "KeySchema": key_schema(index_keys, attributes),
                 "Projection": projection(projects)})
        elif found[3]:
            definition["StreamSpecification"] = {"StreamEnabled": True, "StreamViewType": found[3]}
        else:
            del definition["BillingMode"]
            definition["ProvisionedThroughput"] = {"ReadCapacityUnits": int(found[4]),
                                                   "WriteCapacityUnits": int(found[5])}
    definition["AttributeDefinitions"] = [{"AttributeName": name, "AttributeType": kind}
                                          for name, kind in attributes.items()]
    return definition


def key_schema(text, attributes):
    parts = text.split(",")
    if len(parts) > 2:
        raise ValueError("a key is PARTITION or PARTITION, SORT: " + text)
    schema = []
    for part, key_type in zip(parts, ("HASH", "RANGE")):
        for attribute in part.split("+"):
            name, *kind = attribute.split()
            if kind:
                attributes[name] = kind[0]
            if attributes.get(name) not in ("S", "N", "B"):
                raise ValueError(f"{name} needs its type: S, N or B")
            schema.append({"AttributeName": name, "KeyType": key_type})
    return schema


def projection(text):
    if text in ("all", "keys"):
        return {"ProjectionType": "ALL" if text == "all" else "KEYS_ONLY"}
    if not text:
        raise ValueError("an index says what it projects: all, keys, or attributes")
    return {"ProjectionType": "INCLUDE", "NonKeyAttributes": [name.strip() for name in text.split(",")]}
