package io.codemaster.executor.git;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where a host is; a port, so that a test can let a name move. */
@FunctionalInterface
interface HostAddresses {

    InetAddress[] of(String host) throws UnknownHostException;
}
