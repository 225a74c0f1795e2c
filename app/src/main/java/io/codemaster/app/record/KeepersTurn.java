package io.codemaster.app.record;

import java.util.function.BooleanSupplier;

import io.codemaster.app.roles.LivingProcesses;
import io.codemaster.app.roles.Role;

/**
 * One of the processes that lead runs links the events: of those that have given a sign of life the one whose name comes
 * first. While they do not agree, two may try, and one of them finds the other's links there.
 */
final class KeepersTurn implements BooleanSupplier {

    private final LivingProcesses living;

    private final String node;

    KeepersTurn(LivingProcesses living, String node) {
        this.living = living;
        this.node = node;
    }

    @Override
    public boolean getAsBoolean() {
        return living.first(Role.SAGA).map(node::equals).orElse(true);
    }
}
