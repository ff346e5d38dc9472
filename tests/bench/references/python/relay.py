"""A relay between WebSocket clients and a language model as one writes it in Python.

FastAPI on uvicorn (uvloop, httptools, websockets), httpx to the model. It does what the benchmarks
need of docs/protocol.md and nothing else: one process, no store.
"""

import argparse
import asyncio
import json
import time

import httpx
import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("--port", type=int, default=8000)
arguments.add_argument("--model-port", type=int, default=8080)
arguments.add_argument("--model", default="mock", help="that health_chat asks for")
arguments.add_argument("--general-model", default="mock", help="that general_chat asks for")
options = arguments.parse_args()

app = FastAPI()
model_url = f"http://127.0.0.1:{options.model_port}/v1/chat/completions"
model_client = httpx.AsyncClient(
    timeout=httpx.Timeout(120), limits=httpx.Limits(max_connections=None)
)
models = {"health_chat": options.model, "general_chat": options.general_model}


def timestamp():
    now = time.time()
    seconds = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now))
    return f"{seconds}.{int(now * 1000) % 1000:03d}Z"


def text_of(event):
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))


async def tokens_of(model, question):
    """The tokens of an answer, as they come."""
    body = {"model": model, "stream": True, "messages": [{"role": "user", "content": question}]}
    headers = {"Authorization": "Bearer none"}
    async with model_client.stream("POST", model_url, json=body, headers=headers) as response:
        response.raise_for_status()
        async for line in response.aiter_lines():
            if not line.startswith("data:") or line.startswith("data: [DONE]"):
                continue
            for choice in json.loads(line[5:])["choices"]:
                token = choice["delta"].get("content")
                if token:
                    yield token


class Session:
    """One client."""

    def __init__(self, socket):
        self.socket = socket
        self.seq = 0
        self.answers = {}

    async def send(self, event):
        await self.socket.send_text(text_of(event))

    async def send_for(self, kind, question, status, **more):
        self.seq += 1
        await self.send(
            {
                "type": kind,
                "timestamp": timestamp(),
                "seq": self.seq,
                "request_id": question["request_id"],
                "conversation_id": question.get("conversation_id", ""),
                "status": status,
                **more,
            }
        )

    async def send_end(self, question, status, text):
        data = {
            "full_response": text,
            "conversation_id": question.get("conversation_id", ""),
            "response_length": len(text),
            "finish_reason": "stop",
        }
        await self.send_for("status_update", question, status, message="", data=data)

    async def answer(self, question):
        parts = []
        try:
            await self.send_for("status_update", question, "sending", message="", data={})
            async for token in tokens_of(models[question["type"]], question["data"]["message"]):
                if not parts:
                    await self.send_for("status_update", question, "streaming", message="", data={})
                parts.append(token)
                await self.send_for("chat_stream", question, "streaming", delta=token)
            await self.send_end(question, "done", "".join(parts))
        except asyncio.CancelledError:
            if not self.is_gone():
                await self.send_end(question, "cancelled", "".join(parts))
        except httpx.HTTPError as failure:
            data = {"error_code": "AI_1401", "retryable": True, "detail": str(failure)}
            await self.send_for("status_update", question, "error", message="", data=data)
        finally:
            self.answers.pop(question["request_id"], None)

    def is_gone(self):
        return self.socket.client_state.name != "CONNECTED"

    async def on_message(self, message):
        if message["type"] in models:
            task = asyncio.create_task(self.answer(message))
            self.answers[message["request_id"]] = task
        elif message["type"] == "cancel":
            task = self.answers.get(message["data"]["request_id"])
            if task:
                task.cancel()
        elif message["type"] == "ping":
            await self.send({"type": "pong", "timestamp": timestamp(), "data": message["data"]})


@app.websocket("/ws/chat/{user_id}")
async def chat(socket: WebSocket, user_id: str):
    await socket.accept()
    session = Session(socket)
    await session.send(
        {
            "type": "connection_established",
            "timestamp": timestamp(),
            "status": "connected",
            "message": "Welcome.",
            "heartbeat_interval": 25,
            "user_id": user_id,
            "seq": 0,
            "resumed": False,
            "recovered": False,
            "protocol": "aurawell.v1",
        }
    )
    try:
        while True:
            await session.on_message(json.loads(await socket.receive_text()))
    except WebSocketDisconnect:
        for task in list(session.answers.values()):
            task.cancel()


if __name__ == "__main__":
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=options.port,
        loop="uvloop",
        http="httptools",
        ws="websockets",
        ws_ping_interval=None,
        backlog=4096,
        log_level="warning",
        access_log=False,
    )
