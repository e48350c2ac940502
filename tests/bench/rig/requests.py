"""The items that are stored and the requests that are sent, as lines for the load generator: target, tab, body.

######## stands for digits that the load generator writes anew each time, so that every write changes its item.
"""
import random

TABLE = "bench"
ITEMS = 10_000
PARTITION_SIZE = 100  # items under one partition key
BATCH_SIZE = 25
TRANSACTION_SIZE = 4
TARGET = "DynamoDB_20120810."
NAMES_SIZE_BYTES = len("pkskpricestockactivenamenotetags")


def key(number):
    return f'{{"pk":{{"S":"user#{number // PARTITION_SIZE:05d}"}},"sk":{{"S":"order#{number % PARTITION_SIZE:05d}"}}}}'


def item(number, stock="########", note="x" * 40):
    return (f'{key(number)[:-1]},"name":{{"S":"Item number {number}"}},"price":{{"N":"{number % 1000}.99"}},"stock":{{"N":"1{stock}"}},'
            f'"active":{{"BOOL":true}},"tags":{{"SS":["alpha","beta"]}},"note":{{"S":"{note}"}}}}')


def item_size_bytes(number, note_size=40):
    """By the rules of "DynamoDB Item sizes and formats": names, text as UTF-8, two digits of a number a byte and one more."""
    price = (len(str(number % 1000).lstrip("0")) + 3) // 2 + 1
    return (NAMES_SIZE_BYTES + len("user#00000order#00000Item number ") + len(str(number)) + price + len("123456789") // 2 + 2
            + len("alphabeta") + 3 + 1 + note_size)


def line(operation, body):
    return f"{TARGET}{operation}\t{body}\n"


def create_table(table=TABLE):
    return {"TableName": table, "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]}


def batch(table, first, count, note="x" * 40, stock="########"):
    puts = ",".join(f'{{"PutRequest":{{"Item":{item(number, stock, note)}}}}}' for number in range(first, first + count))
    return line("BatchWriteItem", f'{{"RequestItems":{{"{table}":[{puts}]}}}}')


def load_lines(table, count, note="x" * 40):
    """Puts items 0 to count, one by one in a stream, for tables larger than memory."""
    for first in range(0, count, BATCH_SIZE):
        yield batch(table, first, min(BATCH_SIZE, count - first), note, stock="00000000")


def sample(count, size, seed=1):
    return random.Random(seed).choices(range(count), k=size)


def get_items(count=ITEMS, size=5_000, table=TABLE):
    return [line("GetItem", f'{{"TableName":"{table}","Key":{key(n)}}}') for n in sample(count, size)]


def put_items(count=ITEMS, size=5_000, table=TABLE):
    return [line("PutItem", f'{{"TableName":"{table}","Item":{item(n)}}}') for n in sample(count, size, seed=2)]


def update_items(count=ITEMS, size=5_000, table=TABLE):
    return [line("UpdateItem", f'{{"TableName":"{table}","Key":{key(n)},"UpdateExpression":"SET stock = stock + :one",'
                 f'"ExpressionAttributeValues":{{":one":{{"N":"1"}}}}}}') for n in sample(count, size, seed=3)]


def queries_of_20(count=ITEMS, size=5_000, table=TABLE):
    def query(n):
        first = n % (PARTITION_SIZE - 20)
        return line("Query", f'{{"TableName":"{table}","KeyConditionExpression":"pk = :p AND sk >= :s","Limit":20,'
                    f'"ExpressionAttributeValues":{{":p":{{"S":"user#{n // PARTITION_SIZE:05d}"}},":s":{{"S":"order#{first:05d}"}}}}}}')
    return [query(n) for n in sample(count, size, seed=4)]


def batches_of_25():
    return [batch(TABLE, first, BATCH_SIZE) for first in range(0, ITEMS, BATCH_SIZE)]


def scan_pages():
    return [line("Scan", f'{{"TableName":"{TABLE}"}}')]


def filtered_scans():
    """Both conditions are met by no item, but the second decides: each item pays for both."""
    return [line("Scan", f'{{"TableName":"{TABLE}","FilterExpression":"begins_with(#n, :n) AND price > :p",'
                 '"ExpressionAttributeNames":{"#n":"name"},"ExpressionAttributeValues":{":p":{"N":"10000"},":n":{"S":"Item"}}}')]


def transactions(operation, part):
    """Each of four items that no other line names. 2,496 lines: a multiple of every number of connections that is used."""
    numbers = list(range(ITEMS))
    random.Random(5).shuffle(numbers)
    groups = [numbers[i:i + TRANSACTION_SIZE] for i in range(0, 2_496 * TRANSACTION_SIZE, TRANSACTION_SIZE)]
    return [line(operation, f'{{"TransactItems":[{",".join(part(n) for n in group)}]}}') for group in groups]


def transact_writes_of_4():
    return transactions("TransactWriteItems", lambda n: f'{{"Put":{{"TableName":"{TABLE}","Item":{item(n)}}}}}')


def transact_gets_of_4():
    return transactions("TransactGetItems", lambda n: f'{{"Get":{{"TableName":"{TABLE}","Key":{key(n)}}}}}')


def mixed(writes_percent=10):
    """GetItem, with PutItem in between; every connection meets both."""
    writes = random.Random(6)
    return [put if writes.random() * 100 < writes_percent else get for get, put in zip(get_items(), put_items())]
