"""The data of the messaging app that the end-to-end tests send through each client."""

TABLE = "cruddur-messages"
INDEX = "message-group-sk-index"
GROUP = "5ae290ed-55d1-47a0-bc6d-fe2bc2700399"
ME, OTHER = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"

BASE_TABLE = {
    "TableName": TABLE,
    "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"},
                             {"AttributeName": "sk", "AttributeType": "S"}],
    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
    "BillingMode": "PROVISIONED",
    "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5},
}
FULL_TABLE = {
    **BASE_TABLE,
    "AttributeDefinitions": [{"AttributeName": "message_group_uuid", "AttributeType": "S"},
                             *BASE_TABLE["AttributeDefinitions"]],
    "GlobalSecondaryIndexes": [{
        "IndexName": INDEX,
        "KeySchema": [{"AttributeName": "message_group_uuid", "KeyType": "HASH"},
                      {"AttributeName": "sk", "KeyType": "RANGE"}],
        "Projection": {"ProjectionType": "ALL"},
        "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5},
    }],
    "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
}


def created_at(number):
    """The time of the message with this number: one a minute, in two years."""
    year = 2025 if number < 40 else 2026
    return f"{year}-03-{1 + number // 60:02d}T{number // 60 % 24:02d}:{number % 60:02d}:00.000000+00:00"


def message(number):
    return {"pk": f"MSG#{GROUP}", "sk": created_at(number), "message_uuid": f"{number:08d}-0000-4000-8000-000000000000",
            "message": f"Message number {number}", "user_uuid": ME if number % 2 else OTHER,
            "user_display_name": "Ada Bloom" if number % 2 else "Ben Carter",
            "user_handle": "adabloom" if number % 2 else "bencarter"}


def group_row(owner, other_handle, other_name, last):
    return {"pk": f"GRP#{owner}", "sk": created_at(last), "message_group_uuid": GROUP,
            "message": f"Message number {last}", "user_uuid": OTHER if owner == ME else ME,
            "user_display_name": other_name, "user_handle": other_handle}


def group_rows(last):
    return [group_row(ME, "bencarter", "Ben Carter", last), group_row(OTHER, "adabloom", "Ada Bloom", last)]


def dynamodb_json(item):
    return {name: {"S": value} for name, value in item.items()}


MESSAGE_COUNT = 120
YEAR_COUNT = 80  # messages of 2026
