"""Bodies that attract each other: float arithmetic on the attributes of instances."""

import sys


class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x = x
        self.y = y
        self.z = z
        self.vx = vx
        self.vy = vy
        self.vz = vz
        self.mass = mass


def ring(count):
    bodies = [Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 40.0)]
    for i in range(1, count):
        bodies.append(Body(1.5 * i, -0.4 * i, 0.1 * i, 0.3 / i, 2.0 / i, -0.01 * i, 0.02 / i))
    return bodies


def pairs_of(bodies):
    return [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1 :]]


def advance(bodies, pairs, dt, steps):
    for _ in range(steps):
        for a, b in pairs:
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            squared = dx * dx + dy * dy + dz * dz
            pull = dt / (squared * squared**0.5)
            a.vx -= dx * b.mass * pull
            a.vy -= dy * b.mass * pull
            a.vz -= dz * b.mass * pull
            b.vx += dx * a.mass * pull
            b.vy += dy * a.mass * pull
            b.vz += dz * a.mass * pull
        for body in bodies:
            body.x += dt * body.vx
            body.y += dt * body.vy
            body.z += dt * body.vz


def energy(bodies, pairs):
    total = 0.0
    for body in bodies:
        total += 0.5 * body.mass * (body.vx**2 + body.vy**2 + body.vz**2)
    for a, b in pairs:
        total -= a.mass * b.mass / ((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2) ** 0.5
    return total


bodies = ring(5)
pairs = pairs_of(bodies)
advance(bodies, pairs, 0.001, int(sys.argv[1]) if len(sys.argv) > 1 else 250_000)
print(f"{energy(bodies, pairs):.9f}")
