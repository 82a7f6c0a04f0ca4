import type { InitialPassword } from '@jiheng/api';
import { Button, Modal } from 'antd';

interface InitialPasswordsProps {
  readonly passwords: readonly InitialPassword[];
  readonly onClose: () => void;
}

function download(passwords: readonly InitialPassword[]): void {
  const lines = passwords.map(({ name, loginName, password }) => `${name}\t${loginName}\t${password}`);
  // With a mark of its encoding, so that Excel and WPS read the Chinese.
  const text = `\ufeff姓名\t登录名\t初始口令\r\n${lines.join('\r\n')}\r\n`;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = '初始口令.txt';
  link.click();
  URL.revokeObjectURL(link.href);
}

/** 初始口令: shown this once; whoever gets one must change it at the first sign-in. */
export function InitialPasswords({ passwords, onClose }: InitialPasswordsProps) {
  return (
    <Modal
      open={passwords.length > 0}
      title="初始口令"
      mask={{ closable: false }}
      onCancel={onClose}
      footer={[
        <Button
          key="save"
          onClick={() => {
            download(passwords);
          }}
        >
          下载清单
        </Button>,
        <Button key="done" type="primary" onClick={onClose}>
          已记下
        </Button>,
      ]}
    >
      <p>只显示这一次，请交给本人；本人首次登录时须修改。</p>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">姓名</th>
            <th scope="col">登录名</th>
            <th scope="col">初始口令</th>
          </tr>
        </thead>
        <tbody>
          {passwords.map(({ personId, name, loginName, password }) => (
            <tr key={personId}>
              <td>{name}</td>
              <td>{loginName}</td>
              <td>
                <code>{password}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
