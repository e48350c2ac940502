// The messaging app's whole flow through the AWS SDK for JavaScript v3. Usage: node flow.mjs ENDPOINT
import assert from "node:assert/strict";
import {
  CreateTableCommand, DeleteTableCommand, DescribeTableCommand, DynamoDBClient, ListTablesCommand,
  ResourceNotFoundException, ConditionalCheckFailedException, paginateListTables, waitUntilTableExists,
  waitUntilTableNotExists,
} from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand, DynamoDBStreamsClient, GetRecordsCommand, GetShardIteratorCommand, ListStreamsCommand,
} from "@aws-sdk/client-dynamodb-streams";
import {
  BatchWriteCommand, DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand,
  paginateScan,
} from "@aws-sdk/lib-dynamodb";

const settings = {
  endpoint: process.argv[2],
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
};
const client = new DynamoDBClient(settings);
const documents = DynamoDBDocumentClient.from(client);
const streams = new DynamoDBStreamsClient(settings);
const table = "cruddur-messages";
const index = "message-group-sk-index";
const group = "5ae290ed-55d1-47a0-bc6d-fe2bc2700399";
const throughput = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 };

const message = (number) => ({
  pk: `MSG#${group}`,
  sk: `2026-03-01T${String(Math.floor(number / 60)).padStart(2, "0")}:${String(number % 60).padStart(2, "0")}:00.000000+00:00`,
  message: `Message number ${number}`,
  user_handle: number % 2 ? "adabloom" : "bencarter",
});
const groupRow = (owner) => ({ pk: `GRP#${owner}`, sk: message(1).sk, message_group_uuid: group, message: "last" });

await client.send(new CreateTableCommand({
  TableName: table,
  AttributeDefinitions: ["message_group_uuid", "pk", "sk"].map((name) => ({ AttributeName: name, AttributeType: "S" })),
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }, { AttributeName: "sk", KeyType: "RANGE" }],
  BillingMode: "PROVISIONED",
  ProvisionedThroughput: throughput,
  GlobalSecondaryIndexes: [{
    IndexName: index,
    KeySchema: [{ AttributeName: "message_group_uuid", KeyType: "HASH" }, { AttributeName: "sk", KeyType: "RANGE" }],
    Projection: { ProjectionType: "ALL" },
    ProvisionedThroughput: throughput,
  }],
  StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
}));
await waitUntilTableExists({ client, maxWaitTime: 5, minDelay: 1 }, { TableName: table });
assert.deepEqual((await client.send(new ListTablesCommand({}))).TableNames, [table]);
for await (const page of paginateListTables({ client, pageSize: 1 }, {})) assert.ok(page.TableNames.length <= 1);

for (let start = 0; start < 100; start += 25) {
  const puts = Array.from({ length: 25 }, (_, i) => ({ PutRequest: { Item: message(start + i) } }));
  const written = await documents.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
  assert.deepEqual(written.UnprocessedItems, {});
}
for (const owner of ["ada", "ben"]) await documents.send(new PutCommand({ TableName: table, Item: groupRow(owner) }));

let scanned = 0;
for await (const page of paginateScan({ client: documents, pageSize: 30 }, { TableName: table })) scanned += page.Count;
assert.equal(scanned, 102);

const newest = await documents.send(new QueryCommand({
  TableName: table,
  KeyConditionExpression: "pk = :pk AND begins_with(sk, :year)",
  ExpressionAttributeValues: { ":pk": `MSG#${group}`, ":year": "2026" },
  ScanIndexForward: false,
  Limit: 20,
  ReturnConsumedCapacity: "TOTAL",
}));
assert.equal(newest.Items[0].message, "Message number 99");
assert.equal(newest.ConsumedCapacity.CapacityUnits, 0.5);
const between = await documents.send(new QueryCommand({
  TableName: table,
  KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
  ExpressionAttributeValues: { ":pk": `MSG#${group}`, ":from": message(3).sk, ":to": message(5).sk },
}));
assert.equal(between.Count, 3);

const rows = await documents.send(new QueryCommand({
  TableName: table,
  IndexName: index,
  KeyConditionExpression: "message_group_uuid = :group",
  ExpressionAttributeValues: { ":group": group },
}));
assert.equal(rows.Count, 2);
const row = rows.Items[0];
await documents.send(new DeleteCommand({ TableName: table, Key: { pk: row.pk, sk: row.sk } }));
await documents.send(new PutCommand({ TableName: table, Item: { ...row, sk: message(50).sk } }));
assert.equal((await documents.send(new GetCommand({ TableName: table, Key: { pk: row.pk, sk: row.sk } }))).Item, undefined);

const updated = await documents.send(new UpdateCommand({
  TableName: table,
  Key: { pk: row.pk, sk: message(50).sk },
  UpdateExpression: "SET unread = if_not_exists(unread, :zero) + :one",
  ExpressionAttributeValues: { ":zero": 0, ":one": 1 },
  ReturnValues: "UPDATED_NEW",
}));
assert.deepEqual(updated.Attributes, { unread: 1 });
await assert.rejects(
  documents.send(new PutCommand({ TableName: table, Item: row, ConditionExpression: "attribute_exists(pk)" })),
  ConditionalCheckFailedException);

const { Streams } = await streams.send(new ListStreamsCommand({ TableName: table }));
const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: Streams[0].StreamArn }));
let records = [];
for (const shard of StreamDescription.Shards) {
  const { ShardIterator } = await streams.send(new GetShardIteratorCommand({
    StreamArn: Streams[0].StreamArn, ShardId: shard.ShardId, ShardIteratorType: "TRIM_HORIZON",
  }));
  records = records.concat((await streams.send(new GetRecordsCommand({ ShardIterator }))).Records);
}
assert.equal(records.length, 105);
assert.equal(records[0].dynamodb.NewImage.message.S, "Message number 0");
assert.equal(records.at(-1).eventName, "MODIFY");

await client.send(new DeleteTableCommand({ TableName: table }));
await waitUntilTableNotExists({ client, maxWaitTime: 5, minDelay: 1 }, { TableName: table });
await assert.rejects(client.send(new DescribeTableCommand({ TableName: table })), ResourceNotFoundException);
console.log("the whole flow passed");
