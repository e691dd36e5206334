// A small discrete-event simulator in C++, as a reference for how fast such a run can be: `npm run bench -- limit`.
// What it simulates and what it leaves out: README.md beside this file.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <deque>
#include <queue>
#include <string>
#include <vector>

struct Event { double time; uint32_t seq; uint16_t kind, node; uint32_t request, generation; };
struct Later {
  bool operator()(const Event &a, const Event &b) const {
    return a.time > b.time || (a.time == b.time && a.seq > b.seq);
  }
};

// xoshiro128** (Blackman, Vigna), seeded by a splitmix.
struct Draws {
  uint32_t a, b, c, d;
  static uint32_t rotl(uint32_t x, int k) { return (x << k) | (x >> (32 - k)); }
  uint32_t next() {
    uint32_t result = rotl(b * 5, 7) * 9, t = b << 9;
    c ^= a; d ^= b; b ^= c; a ^= d; c ^= t; d = rotl(d, 11);
    return result;
  }
  double unit() { return (next() + 0.5) * (1.0 / 4294967296.0); }
  double exponential(double mean) { return -std::log(unit()) * mean; }
  void seed(uint32_t s) {
    auto mix = [&]() { s += 0x9e3779b9u; uint32_t z = s; z = (z ^ (z >> 16)) * 0x85ebca6bu; z = (z ^ (z >> 13)) * 0xc2b2ae35u; return z ^ (z >> 16); };
    a = mix(); b = mix(); c = mix(); d = mix();
  }
};

const uint32_t none = ~0u;

struct Request { double arrivedAt; uint32_t next, generation; uint16_t server; uint8_t isWrite; uint32_t awaited[3]; };

// Slots and a first-in-first-out queue, linked through the requests.
struct Station {
  int slots = 1, busy = 0, waiting = 0, room = 1 << 30;
  double meanService = 1;
  uint32_t head = none, tail = none;
  // Slot-seconds in use up to `touchedAt`.
  double inUse = 0, touchedAt = 0;
};

static Draws draws;
static double now;
static uint32_t nextSeq;
static uint64_t events;
static std::priority_queue<Event, std::vector<Event>, Later> calendar;
static std::vector<Request> requests;
static std::vector<uint32_t> freeRequests;

static void fail(const char *what) { fprintf(stderr, "%s\n", what); exit(1); }

static inline void schedule(double time, int kind, int node, uint32_t request) {
  uint32_t generation = request == none ? 0 : requests[request].generation;
  calendar.push(Event{time, nextSeq++, (uint16_t)kind, (uint16_t)node, request, generation});
}
static uint32_t openRequest() {
  uint32_t request;
  if (freeRequests.size()) { request = freeRequests.back(); freeRequests.pop_back(); }
  else { request = requests.size(); requests.push_back(Request{}); }
  requests[request].arrivedAt = now;
  return request;
}
static inline void closeRequest(uint32_t request) {
  requests[request].generation++;
  freeRequests.push_back(request);
}
static inline void occupy(Station &s, int by) {
  s.inUse += s.busy * (now - s.touchedAt);
  s.touchedAt = now;
  s.busy += by;
}
static inline void enqueue(Station &s, uint32_t request) {
  if (s.waiting >= s.room) fail("a queue is full, which this reference does not simulate");
  requests[request].next = none;
  if (s.head == none) s.head = request; else requests[s.tail].next = request;
  s.tail = request;
  s.waiting++;
}
static inline uint32_t dequeue(Station &s) {
  uint32_t request = s.head;
  s.head = requests[request].next;
  s.waiting--;
  return request;
}
static void reset(uint32_t seed) {
  draws.seed(seed);
  now = 0; nextSeq = 0; events = 0;
  calendar = {}; requests.clear(); freeRequests.clear();
}

// Means of equal stretches of a run: their spread is the statistical error of the whole.
struct Batches {
  std::vector<double> means;
  double mean() const { double sum = 0; for (double x : means) sum += x; return sum / means.size(); }
  double standardError() const {
    double m = mean(), sum = 0;
    for (double x : means) sum += (x - m) * (x - m);
    return std::sqrt(sum / (means.size() - 1) / means.size());
  }
};
struct Figure { std::string name; Batches batches; };
const uint64_t batchCount = 20;

// ---- mm1, rr8: a source, and servers that take its requests in turn; no links, no timeouts. Times are in mean service times.
enum { TICK, DONE };

static std::vector<Figure> runKernel(uint64_t count, int serverCount, double meanGap) {
  std::vector<Station> servers(serverCount);
  Figure response{"meanResponse", {}};
  double sum = 0;
  uint64_t arrived = 0, done = 0;
  int turn = 0;
  auto begin = [&](int server, uint32_t request) {
    servers[server].busy++;
    schedule(now + draws.exponential(1), DONE, server, request);
  };
  schedule(draws.exponential(meanGap), TICK, 0, none);
  while (!calendar.empty()) {
    Event e = calendar.top();
    calendar.pop();
    now = e.time;
    events++;
    switch (e.kind) {
      case TICK: {
        uint32_t request = openRequest();
        if (++arrived < count) schedule(now + draws.exponential(meanGap), TICK, 0, none);
        int server = turn;
        if (++turn == serverCount) turn = 0;
        if (servers[server].busy < 1) begin(server, request); else enqueue(servers[server], request);
        break;
      }
      case DONE: {
        Station &s = servers[e.node];
        s.busy--;
        if (s.head != none) begin(e.node, dequeue(s));
        sum += now - requests[e.request].arrivedAt;
        closeRequest(e.request);
        if (++done % (count / batchCount) == 0) {
          response.batches.means.push_back(sum / (count / batchCount));
          sum = 0;
        }
        break;
      }
    }
  }
  return {response};
}

// ---- three: users, a balancer, four servers, a database: the template `three-tier`, event for event. Times are in seconds.
enum { ARRIVAL, AT_BALANCER, AT_SERVER, SERVER_DONE, AT_DATABASE, DATABASE_DONE, SERVER_REPLY, BALANCER_REPLY, USER_REPLY, TIMED_OUT };
enum { BY_USER, BY_BALANCER, BY_SERVER };

static const char *timedOut = "a call timed out, which this reference does not simulate";
struct Timeout { double time; uint32_t request, number; };
// A first-in-first-out queue per caller: all of its calls have the same timeout, so they fall due in order.
static std::deque<Timeout> timeouts[3];
static const double timeoutOf[3] = {5, 30, 1};
static double nextTimeout;
static uint32_t armed;
// Timeouts as events among the others, of which those of answered calls are dropped when they fall due.
static bool timeoutsInCalendar;

static inline void arm(int caller, uint32_t request) {
  requests[request].awaited[caller] = ++armed;
  if (timeoutsInCalendar) {
    calendar.push(Event{now + timeoutOf[caller], nextSeq++, TIMED_OUT, (uint16_t)caller, request, armed});
    return;
  }
  if (timeouts[caller].empty()) nextTimeout = std::min(nextTimeout, now + timeoutOf[caller]);
  timeouts[caller].push_back(Timeout{now + timeoutOf[caller], request, armed});
}
static inline void disarm(int caller, uint32_t request) { requests[request].awaited[caller] = 0; }
// Drops the timeouts of answered calls that fall due by `limit`.
static void expire(double limit) {
  nextTimeout = 1e300;
  for (auto &queue : timeouts) {
    for (; !queue.empty() && queue.front().time <= limit; queue.pop_front())
      for (int caller = 0; caller < 3; caller++)
        if (requests[queue.front().request].awaited[caller] == queue.front().number)
          fail(timedOut);
    if (!queue.empty()) nextTimeout = std::min(nextTimeout, queue.front().time);
  }
}

// Latencies in whole microseconds, 128 buckets an octave, read off the bits of the number.
struct Histogram {
  std::vector<uint32_t> counts = std::vector<uint32_t>(128 * 40);
  void record(double micros) { uint64_t bits; memcpy(&bits, &micros, 8); counts[micros < 1 ? 0 : (bits >> 45) - (1023u << 7) + 1]++; }
};

static std::vector<Figure> runThree(uint64_t count, bool inCalendar) {
  const double meanGap = 1.0 / 2000, userLink = 0.002, link = 0.00025, writeRatio = 0.1;
  std::vector<Station> servers(4);
  for (auto &s : servers) { s.slots = 3; s.room = 128; s.meanService = 0.001; }
  Station database;
  database.slots = 8; database.room = 256; database.meanService = 0.002;
  Histogram latencies[2];
  Figure latency{"latencyMillis", {}}, server{"serverUtilization", {}}, store{"databaseUtilization", {}};
  double sum = 0, batchBegan = 0;
  uint64_t arrived = 0, done = 0;
  int turn = 0;
  for (auto &queue : timeouts) queue.clear();
  nextTimeout = 1e300;
  armed = 0;
  timeoutsInCalendar = inCalendar;
  auto begin = [&](Station &s, int kind, int node, uint32_t request) {
    occupy(s, 1);
    schedule(now + draws.exponential(s.meanService), kind, node, request);
  };
  auto inUse = [&](Station &s) { occupy(s, 0); double used = s.inUse; s.inUse = 0; return used / s.slots; };
  auto closeBatch = [&]() {
    double took = now - batchBegan, used = 0;
    for (auto &s : servers) used += inUse(s);
    latency.batches.means.push_back(sum / (count / batchCount) * 1e3);
    server.batches.means.push_back(used / servers.size() / took);
    store.batches.means.push_back(inUse(database) / took);
    sum = 0;
    batchBegan = now;
  };
  schedule(draws.exponential(meanGap), ARRIVAL, 0, none);
  while (!calendar.empty()) {
    Event e = calendar.top();
    if (e.time > nextTimeout) expire(e.time);
    calendar.pop();
    now = e.time;
    uint32_t request = e.request;
    if (e.kind == TIMED_OUT) {
      if (requests[request].awaited[e.node] == e.generation) fail(timedOut);
      continue;
    }
    events++;
    if (request != none && requests[request].generation != e.generation) fail("an event of a request that has ended");
    switch (e.kind) {
      case ARRIVAL: {
        request = openRequest();
        requests[request].isWrite = draws.unit() < writeRatio;
        if (++arrived < count) schedule(now + draws.exponential(meanGap), ARRIVAL, 0, none);
        arm(BY_USER, request);
        schedule(now + userLink, AT_BALANCER, 0, request);
        break;
      }
      case AT_BALANCER:
        requests[request].server = turn;
        if (++turn == 4) turn = 0;
        arm(BY_BALANCER, request);
        schedule(now + link, AT_SERVER, requests[request].server, request);
        break;
      case AT_SERVER: {
        Station &s = servers[e.node];
        if (s.busy < s.slots) begin(s, SERVER_DONE, e.node, request); else enqueue(s, request);
        break;
      }
      // Its work is done; the slot is kept while the database is asked.
      case SERVER_DONE:
        arm(BY_SERVER, request);
        schedule(now + link, AT_DATABASE, 0, request);
        break;
      case AT_DATABASE:
        if (database.busy < database.slots) begin(database, DATABASE_DONE, 0, request); else enqueue(database, request);
        break;
      case DATABASE_DONE:
        occupy(database, -1);
        if (database.head != none) begin(database, DATABASE_DONE, 0, dequeue(database));
        schedule(now + link, SERVER_REPLY, requests[request].server, request);
        break;
      case SERVER_REPLY: {
        Station &s = servers[e.node];
        disarm(BY_SERVER, request);
        occupy(s, -1);
        if (s.head != none) begin(s, SERVER_DONE, e.node, dequeue(s));
        schedule(now + link, BALANCER_REPLY, 0, request);
        break;
      }
      case BALANCER_REPLY:
        disarm(BY_BALANCER, request);
        schedule(now + userLink, USER_REPLY, 0, request);
        break;
      case USER_REPLY: {
        Request &r = requests[request];
        double took = now - r.arrivedAt;
        disarm(BY_USER, request);
        latencies[r.isWrite].record(took * 1e6);
        sum += took;
        closeRequest(request);
        if (++done % (count / batchCount) == 0) closeBatch();
        break;
      }
    }
  }
  return {latency, server, store};
}

static std::vector<Figure> run(const char *workload, uint64_t count, uint32_t seed) {
  reset(seed);
  if (!strcmp(workload, "mm1")) return runKernel(count, 1, 1 / 0.9);
  if (!strcmp(workload, "rr8")) return runKernel(count, 8, 1 / 6.4);
  if (!strcmp(workload, "three")) return runThree(count, false);
  if (!strcmp(workload, "three-heap")) return runThree(count, true);
  fail("workloads: mm1, rr8, three, three-heap");
  return {};
}

int main(int argc, char **argv) {
  if (argc < 4) fail("des WORKLOAD REQUESTS SEED");
  // Whole batches.
  uint64_t count = std::max<uint64_t>(atoll(argv[2]) / batchCount, 1) * batchCount;
  uint32_t seed = atoi(argv[3]);
  run(argv[1], std::max<uint64_t>(count / 200, 1) * batchCount, seed);
  clock_t began = clock();
  std::vector<Figure> figures = run(argv[1], count, seed);
  double seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
  printf("{\"requests\":%llu,\"events\":%llu,\"timeouts\":%u,\"processorSeconds\":%.6f,\"figures\":{", (unsigned long long)count, (unsigned long long)events, armed, seconds);
  for (size_t i = 0; i < figures.size(); i++)
    printf("%s\"%s\":{\"mean\":%.9g,\"standardError\":%.9g}", i ? "," : "", figures[i].name.c_str(), figures[i].batches.mean(), figures[i].batches.standardError());
  printf("}}\n");
}
