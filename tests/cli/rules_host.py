# SPDX-License-Identifier: MIT
# A host of rule sets for tests: nginx with certificates of a throw-away authority, on loopback; beside it what nginx does not do,
# servers that stall, lie about length or only listen, and a proxy.
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time

NAMES = 'subjectAltName=DNS:localhost,DNS:rules.invalid,IP:127.0.0.1,IP:::1'

CONFIG = '''
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
  access_log {folder}/access.log;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4;
  scgi_temp_path {folder}/t5;
  default_type text/plain;
  root {folder}/www;
  server {{
    listen 127.0.0.1:{good} ssl; {six}
    ssl_certificate {folder}/good.pem; ssl_certificate_key {folder}/good.key;
    ssl_client_certificate {folder}/ca.pem; ssl_verify_client optional;
    location ~ ^/gzip/ {{ add_header Content-Encoding gzip; }}
    location ~ ^/zstd/ {{ add_header Content-Encoding zstd; }}
    location ~ ^/to-https/(.*) {{ return 302 https://127.0.0.1:{good}/$1; }}
    location ~ ^/to-http/(.*) {{ return 302 http://127.0.0.1:{good}/$1; }}
    location ~ ^/to-listener/ {{ return 302 https://127.0.0.1:{listener}/; }}
    location ~ ^/in-circles/ {{ return 302 $request_uri; }}
    location ~ ^/broken/ {{ return 500; }}
    location ~ ^/token/(.*) {{ if ($http_authorization != "Bearer s3cret") {{ return 401; }} alias {folder}/www/$1; }}
    location ~ ^/netrc/(.*) {{ auth_basic rules; auth_basic_user_file {folder}/passwords; alias {folder}/www/$1; }}
    location ~ ^/client/(.*) {{ if ($ssl_client_verify != SUCCESS) {{ return 403; }} alias {folder}/www/$1; }}
  }}
  server {{ listen 127.0.0.1:{other} ssl; ssl_certificate {folder}/other.pem; ssl_certificate_key {folder}/other.key; }}
  server {{ listen 127.0.0.1:{expired} ssl; ssl_certificate {folder}/expired.pem; ssl_certificate_key {folder}/expired.key; }}
  server {{ listen 127.0.0.1:{unknown} ssl; ssl_certificate {folder}/unknown.pem; ssl_certificate_key {folder}/unknown.key; }}
}}
'''


def missing():
    """What is needed and not there, or None."""
    needed = [('nginx', find_nginx()), *((name, shutil.which(name)) for name in ('openssl', 'minisign', 'zstd'))]
    return ', '.join(name for name, found in needed if not found) or None


def find_nginx():
    return shutil.which('nginx') or shutil.which('nginx', path='/usr/sbin:/usr/local/sbin')


def find_ports(count):
    sockets = [socket.create_server(('127.0.0.1', 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def has_six():
    try:
        with socket.create_server(('::1', 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


class Host:
    """`good`, `other`, `expired`, `unknown`: ports; `www`: what is served; `close()` ends it all."""

    def __init__(self):
        self.temporary = tempfile.TemporaryDirectory(prefix='replylint-host-')
        self.folder = self.temporary.name
        self.www = os.path.join(self.folder, 'www')
        os.mkdir(self.www)
        self.ca = os.path.join(self.folder, 'ca.pem')
        self.good, self.other, self.expired, self.unknown = find_ports(4)
        self.heard = []
        self.asked = []
        self.make_certificates()
        self.stalling = self.serve(self.stall)
        self.truncating = self.serve(self.truncate)
        self.listener = self.serve(self.listen)
        self.proxy = self.serve(self.connect, tls=False)
        self.six = has_six()
        self.start_nginx()

    def openssl(self, *words):
        subprocess.run(['openssl', *words], check=True, capture_output=True, cwd=self.folder)

    def make_certificates(self):
        curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
        self.openssl('req', '-x509', *curve, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=throw-away', '-days', '2')
        self.openssl('req', '-x509', *curve, '-keyout', 'unknown.key', '-out', 'unknown.pem', '-subj', '/CN=localhost', '-addext', NAMES)
        for name, names, days in [('good', NAMES, '2'), ('other', 'subjectAltName=DNS:other.example', '2'), ('expired', NAMES, '-1'),
                                  ('me', 'subjectAltName=email:eva@home.example', '2')]:
            self.openssl('req', '-new', *curve, '-keyout', f'{name}.key', '-out', f'{name}.csr', '-subj', f'/CN={name}')
            with open(os.path.join(self.folder, f'{name}.ext'), 'w', encoding='ascii') as file:
                file.write(names)
            self.openssl('x509', '-req', '-in', f'{name}.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', days,
                         '-extfile', f'{name}.ext', '-out', f'{name}.pem')
        password = subprocess.run(['openssl', 'passwd', '-apr1', 'pass word'], check=True, capture_output=True, text=True).stdout
        with open(os.path.join(self.folder, 'passwords'), 'w', encoding='ascii') as file:
            file.write('eva:' + password)

    def start_nginx(self):
        config = os.path.join(self.folder, 'nginx.conf')
        six = f'listen [::1]:{self.good} ssl;' if self.six else ''
        with open(config, 'w', encoding='ascii') as file:
            file.write(CONFIG.format(user='user root;' if os.geteuid() == 0 else '', folder=self.folder, six=six, good=self.good,
                                     other=self.other, expired=self.expired, unknown=self.unknown, listener=self.listener))
        with open(os.path.join(self.folder, 'nginx.log'), 'wb') as log:
            self.nginx = subprocess.Popen([find_nginx(), '-p', self.folder, '-c', config], stdout=log, stderr=log)
        for _ in range(200):
            try:
                socket.create_connection(('127.0.0.1', self.unknown), 1).close()
                return
            except OSError:
                time.sleep(0.02)
        with open(os.path.join(self.folder, 'nginx.log'), encoding='utf-8') as log:
            raise RuntimeError('nginx does not start: ' + log.read())

    def serve(self, answer, tls=True):
        """The port of a server that gives each connection to `answer`."""
        listening = socket.create_server(('127.0.0.1', 0), backlog=64)
        context = None
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(os.path.join(self.folder, 'good.pem'), os.path.join(self.folder, 'good.key'))

        def handle(connection):
            try:
                with context.wrap_socket(connection, server_side=True) if context else connection as wrapped:
                    answer(wrapped)
            except OSError:
                pass

        def accept():
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                threading.Thread(target=handle, args=(connection,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        return listening.getsockname()[1]

    def stall(self, connection):
        connection.recv(4096)
        connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nreplylint: 1\n')
        connection.settimeout(20)
        connection.recv(1)

    def truncate(self, connection):
        connection.recv(4096)
        connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nreplylint: 1\n')

    def listen(self, connection):
        self.heard.append(connection.recv(4096).decode())
        connection.sendall(b'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n')

    def connect(self, connection):
        """A proxy for which every host is this one."""
        self.asked.append(connection.recv(4096).decode().split('\r\n')[0])
        with socket.create_connection(('127.0.0.1', self.good)) as onward:
            connection.sendall(b'HTTP/1.1 200 Connection established\r\n\r\n')
            back = threading.Thread(target=self.copy, args=(onward, connection), daemon=True)
            back.start()
            self.copy(connection, onward)
            back.join()

    @staticmethod
    def copy(source, target):
        try:
            while piece := source.recv(65536):
                target.sendall(piece)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def requests(self):
        """What nginx was asked for: (path, status)."""
        with open(os.path.join(self.folder, 'access.log'), encoding='utf-8') as log:
            lines = [line.split('"') for line in log]
        return [(parts[1].split()[1], int(parts[2].split()[0])) for parts in lines if len(parts[1].split()) > 1]

    def close(self):
        self.nginx.terminate()
        self.nginx.wait()
        self.temporary.cleanup()
